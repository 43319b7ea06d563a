import type { Plan } from '@traguardo/shared/model'
import type { Help } from './help'
import { policySaid } from './policy-said'

/** The help in English, with what the policy in force says. */
export function englishHelp(plan: Plan | null, year: number): Help {
  const policy = policySaid(plan, year, 'en')
  return {
    how: [
      {
        id: 'misure',
        title: 'From measures to indicators',
        paragraphs: [
          'Every unit enters its measures: numbers, amounts, percentages, days or dates. In each period one enters what happened in that period.',
          'At the end of the year the periods become one value: they are summed, averaged, or the last or highest counts, as the plan says. Where several units enter a measure, their values are put together in the same way.',
          'The indicator’s formula puts measures together. A ratio in percent is computed on the totals: 30 of 40 and 50 of 60 make 80 of 100, not the mean of the two percentages.',
          'While a value that is needed is missing, the indicator is “n.d.”: neither zero nor a hundred, simply not known.',
        ],
      },
      {
        id: 'target',
        title: 'From the indicator to the target',
        paragraphs: [
          'The target says what is asked in the year: at least, at most, by a day, more than the year before, better than the mean.',
          ...policy.targets,
        ],
      },
      {
        id: 'obiettivi',
        title: 'From indicators to the body and the person',
        paragraphs: [
          ...policy.groups,
          'Coverage says how much of the weight rests on entered values.',
          policy.bands,
          'A body may have criteria of its own: here those of the plan and the year that are looked at count.',
        ],
      },
      {
        id: 'perche',
        title: 'Why this score?',
        paragraphs: [
          'Beside every score there is “Why this score?”: it opens the rule, the numbers and the weights, down to the values that were entered, with who and when.',
          'On the page of an indicator one can try what another value would change, and which value the target needs: nothing is saved.',
        ],
      },
    ],
    terms: [
      {
        id: 'piano',
        word: 'Performance plan',
        meaning: 'Objectives, indicators and targets of a body for three years (D.Lgs. 150/2009, art. 10).',
      },
      {
        id: 'area',
        word: 'Strategic area',
        meaning: 'The first level of the tree: a field in which the body wants to get somewhere.',
      },
      { id: 'strategico', word: 'Strategic objective', meaning: 'A result to reach in three years.' },
      {
        id: 'operativo',
        word: 'Operational objective',
        meaning: 'A result to reach in a year, on the way to the strategic one.',
      },
      {
        id: 'individuale',
        word: 'Individual objective',
        meaning: 'A result asked of a person in their sheet, with a weight.',
      },
      {
        id: 'scheda',
        word: 'Individual sheet',
        meaning: 'The objectives of a person in their position, with their weights.',
      },
      { id: 'indicatore', word: 'Indicator', meaning: 'What is scored: a formula over measures, with a target.' },
      { id: 'misura', word: 'Measure', meaning: 'What a person enters: a number, an amount, a date.' },
      { id: 'algoritmo', word: 'Algorithm', meaning: 'The formula that makes the indicator’s value of its measures.' },
      { id: 'target', word: 'Target', meaning: 'What is asked of an indicator in a year, for example >= 80 %.' },
      {
        id: 'partenza',
        word: 'Baseline',
        meaning: 'The value known before the beginning, from which improvement is measured.',
      },
      { id: 'punteggio', word: 'Score', meaning: 'How much of what was asked has been reached, in percent.' },
      {
        id: 'copertura',
        word: 'Coverage',
        meaning: 'The share of weight that rests on entered values: with little coverage a score says little.',
      },
      { id: 'contributo', word: 'Contribution', meaning: 'How many percent points it brings to what stands above.' },
      { id: 'fascia', word: 'Band', meaning: policy.bands },
      {
        id: 'nd',
        word: 'n.d. (not available)',
        meaning: 'A value is missing: it is not worth zero, and not a hundred.',
      },
      {
        id: 'na',
        word: 'n.a. (not applicable)',
        meaning:
          'The measure makes no sense in that period, for example because no request came in: it weighs nothing.',
      },
      {
        id: 'quadrimestre',
        word: 'Quadrimestre',
        meaning: 'Four months: the usual period, with fifteen days to enter after its end.',
      },
      {
        id: 'validazione',
        word: 'Validation',
        meaning:
          'The manager confirms a value, or sends it back with a reason. A confirmed value does not change any more.',
      },
      {
        id: 'rischio',
        word: 'At risk, late',
        meaning: 'How an indicator is doing in mid-year, against what was expected by now.',
      },
      {
        id: 'prospettiva',
        word: 'Perspective',
        meaning: 'The point of view of the balanced scorecard: users, internal processes, growth, finance.',
      },
      { id: 'oiv', word: 'OIV', meaning: 'The independent evaluation body: it validates the performance report.' },
      { id: 'atto', word: 'Act', meaning: 'The decision with which a plan, or its revision, begins to count.' },
      { id: 'cluster', word: 'Cluster', meaning: 'Bodies of a similar size, to compare with.' },
    ],
    accessibility: [
      {
        id: 'impegno',
        title: 'Commitment',
        paragraphs: [
          'Traguardo wants to be usable by everybody: it follows WCAG 2.2 at level AA and the AgID guidelines for public sites (L. 4/2004, D.Lgs. 106/2018).',
        ],
      },
      {
        id: 'stato',
        title: 'Conformance',
        paragraphs: [
          'Every page is checked with an automatic tool (axe) and walked through by keyboard alone at every change of the software. An assessment by people with disabilities and with assistive technology has not been done yet: therefore the software is declared partially conformant.',
          'Charts have the table with the same data beside them; colours always come with words; motion stops where the device asks for it; text grows to 200 % without losing anything.',
        ],
      },
      {
        id: 'limiti',
        title: 'Content that is not accessible',
        paragraphs: [
          'Documents attached as evidence (PDF, pictures) are uploaded by offices and may not be accessible: ask the office that uploaded them for another form.',
          'Refusals of the server are in Italian on the English pages too.',
        ],
      },
      {
        id: 'segnalazioni',
        title: 'Feedback',
        paragraphs: [
          'If something keeps you from working, tell the management control office of your body, which answers within thirty days. If no answer comes, or it is not enough, you can turn to the digital ombudsman at AgID.',
          'The body that uses Traguardo publishes its own accessibility statement with the form of AgID (form.agid.gov.it): this page helps to fill it in.',
        ],
      },
    ],
    tours: {
      'unit-head': [
        {
          text: 'Here are the measures that your unit has to enter in this period. A tap on the field, the value, and Enter goes to the next: it saves itself, without a line too.',
          to: '/misure',
          link: 'My measures',
        },
        {
          text: 'Below each value you can add a note, or a photo as evidence. If there is no value, say why it stays n.d.',
          to: '/misure',
          link: 'My measures',
        },
        {
          text: 'When everything has an answer, hand the period in at the bottom of the page. The objectives of your sheet are in “Objectives”.',
          to: '/obiettivi',
          link: 'My objectives',
        },
      ],
      manager: [
        {
          text: 'In “Objectives” you see your sheet: score, trend, and what would move it most.',
          to: '/obiettivi',
          link: 'My objectives',
        },
        {
          text: 'In “Collection” you confirm the values of your units, or send them back with a reason: the odd ones first.',
          to: '/rilevazione',
          link: 'Collection',
        },
        {
          text: 'In the “Dashboard” you see how the body stands, who is late and what will be missed.',
          to: '/cruscotto',
          link: 'Dashboard',
        },
      ],
      controller: [
        {
          text: 'The “Dashboard” answers three questions: how the body stands, who still has to enter, what will be missed.',
          to: '/cruscotto',
          link: 'Dashboard',
        },
        {
          text: 'In “Collection” you follow the period unit by unit, and send the report to the governing bodies once everything is confirmed.',
          to: '/rilevazione',
          link: 'Collection',
        },
        {
          text: 'In the “Menu” there are the plan with its revisions, the calendar, the people and the record.',
          to: '/menu',
          link: 'Menu',
        },
      ],
      reader: [
        {
          text: 'The “Dashboard” shows how the body stands; every score opens down to the values that make it.',
          to: '/cruscotto',
          link: 'Dashboard',
        },
        { text: 'In the “Tree” there are all objectives with their indicators.', to: '/albero', link: 'Tree' },
      ],
    },
  }
}
