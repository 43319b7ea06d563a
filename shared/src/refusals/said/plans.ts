import type { RefusalEntries } from '../sentence'

/** Plans and their drafts, the calendar of a year, individual sheets. */
export const ofPlans = {
  ACT_INCOMPLETE: [
    'Scriva organo e numero dell’atto: senza atto il piano non vale.',
    'Write organ and number of the act: without an act the plan is not valid.',
  ],
  ACT_IN_THE_FUTURE: [
    'L’atto ha una data futura: il piano si adotta dopo l’atto.',
    'The act is dated in the future: the plan is adopted after the act.',
  ],
  ANSWER_AWAITED: [
    'La persona può rispondere fino al {day:day}: dal giorno dopo la scheda va avanti anche senza risposta.',
    'The person may answer until {day:day}: from the day after the sheet goes on without an answer too.',
  ],
  BAD_DAY: {
    '': ['Scriva il giorno come gg/mm/aaaa.', 'Write the day as dd/mm/yyyy.'],
    grant: [
      'Scriva i giorni come gg/mm/aaaa, oppure li lasci vuoti.',
      'Write the days as dd/mm/yyyy, or leave them empty.',
    ],
    'hand-over': ['Scriva il giorno del passaggio di consegne.', 'Write the day on which the position is handed over.'],
    last: ['Scriva l’ultimo giorno come gg/mm/aaaa.', 'Write the last day as dd/mm/yyyy.'],
    act: ['Scriva la data dell’atto come gg/mm/aaaa.', 'Write the day of the act as dd/mm/yyyy.'],
    span: ['Scriva l’apertura e la scadenza come giorni.', 'Write the opening and the deadline as days.'],
  },
  BAD_ENTRY_DAYS: ['I giorni per inserire vanno da 1 a {limit}.', 'The days for entry go from 1 to {limit}.'],
  BAD_REMINDER_DAYS: [
    'I giorni dei promemoria vanno da -{limit} a {limit}.',
    'The days of the reminders go from -{limit} to {limit}.',
  ],
  BAD_SCORE: ['Il punteggio va da 0 a 100.', 'The score goes from 0 to 100.'],
  CALENDAR_CHANGED: [
    'Nel frattempo un’altra persona ha cambiato questo calendario: ricarichi la pagina e rifaccia le modifiche.',
    'Somebody else changed this calendar meanwhile: reload the page and make your changes again.',
  ],
  CALENDAR_IN_USE: [
    'Per il {year} ci sono già valori inseriti nei {division:word}: la suddivisione non si cambia più.',
    'For {year} there are values in the {division:word} already: the division does not change any more.',
  ],
  DEADLINE_BEFORE_END: [
    '{period}: la scadenza viene prima della fine del periodo.',
    '{period}: the deadline comes before the end of the period.',
  ],
  DEADLINE_BEFORE_OPENING: {
    all: ['{period}: la scadenza viene prima dell’apertura.', '{period}: the deadline comes before the opening.'],
    unit: [
      '{period}: la scadenza di «{unit}» viene prima dell’apertura.',
      '{period}: the deadline of «{unit}» comes before the opening.',
    ],
  },
  DRAFT_MALFORMED: ['La bozza non è salvata. {about}: {fault:said}', 'The draft is not saved. {about}: {fault:said}'],
  DRAFT_CHANGED: [
    'Nel frattempo un’altra persona ha salvato questa bozza: ricarichi la pagina.',
    'Somebody else saved this draft meanwhile: reload the page.',
  ],
  EXCEPTION_TWICE: [
    'L’unità «{unit}» ha già un’eccezione per questo periodo.',
    'The unit «{unit}» has an exception for this period already.',
  ],
  NOTHING_CHANGED: [
    'La bozza dice le stesse cose del piano in vigore: non c’è nulla da adottare.',
    'The draft says the same as the plan in force: there is nothing to adopt.',
  ],
  NOT_ALL_CONFIRMED: [
    '{left|Manca la validazione di un’unità|Mancano le validazioni di # unità}: la relazione parte dopo l’ultima.',
    '{left|One unit is not confirmed|# units are not confirmed}: the report goes out after the last one.',
  ],
  NEUTRALISATION_INCOMPLETE: [
    'Scriva organo, numero e data dell’atto (non futura), e il giorno dell’anno da cui vale.',
    'Write organ, number and date of the act (not in the future), and the day of the year from which it holds.',
  ],
  NOT_NEUTRALISABLE: [
    'Si neutralizza un obiettivo o un indicatore del piano: questo non c’è, o non è più neutralizzato. Ricarichi la pagina.',
    'An objective or an indicator of the plan is neutralised: this one is not there, or is neutralised no more. Reload the page.',
  ],
  NOT_ON_A_SHEET: [
    'Un punteggio a mano si dà solo a ciò che sta in una scheda individuale.',
    'A score is given by hand only to what stands on an individual sheet.',
  ],
  NOT_YOUR_SHEET: {
    accept: [
      'Alla scheda risponde la persona a cui è assegnata.',
      'A sheet is answered by the person to whom it was given.',
    ],
    'of-body': [
      'Su un obiettivo dell’ente il punteggio a mano lo chiede l’OIV.',
      'On an objective of the body a score by hand is asked for by the OIV.',
    ],
    neutralise: [
      'Ciò che sta nella sua scheda lo neutralizza un’altra persona.',
      'What is on your own sheet somebody else neutralises.',
    ],
    score: [
      'Il punteggio a mano lo chiede il dirigente sovraordinato o l’OIV.',
      'A score by hand is asked for by the manager above, or by the OIV.',
    ],
  },
  NOT_YOUR_STEP: {
    above: [
      'Questo passo spetta al dirigente sovraordinato o al controllo di gestione.',
      'This step is for the manager above, or for the management controller.',
    ],
    top: [
      'La scheda di chi è al vertice la assegna e la chiude l’organo di indirizzo, su proposta dell’OIV.',
      'The sheet of whoever stands at the top is given and closed by the governing body, on a proposal of the OIV.',
    ],
  },
  NO_DRAFT: [
    'Non c’è nessuna bozza per questi anni: la apra dalla pagina del piano.',
    'There is no draft for these years: begin it from the page of the plan.',
  ],
  NO_PLAN: [
    "Per il {year} non c'è un piano: il controllo di gestione lo può importare.",
    'For {year} there is no plan: the management controller can import it.',
  ],
  OWN_REQUEST: [
    'Chi ha chiesto il punteggio, o ne è oggetto, non può decidere: lo fa un’altra persona.',
    'Whoever asked for the score, or is its subject, cannot decide on it: somebody else does.',
  ],
  PLAN_CHANGED: [
    'Nel frattempo è entrata in vigore un’altra versione: riapra la bozza su quella.',
    'Another version came into force meanwhile: open the draft again on that one.',
  ],
  PLAN_EXISTS: ['Il piano {from}-{to} c’è già: lo aggiorni.', 'The plan {from}-{to} is there already: revise it.'],
  PLAN_FAULTY: ['Prima di adottare: {about}. {fault:said}', 'Before adopting: {about}. {fault:said}'],
  PLAN_TOO_DEAR: [
    'Controllare questo piano richiede troppo tempo o memoria: lo divida, o tolga ciò che non serve.',
    'Checking this plan takes too much time or memory: divide it, or take out what it does not need.',
  ],
  POLICY_FORBIDS: [
    'La metodologia di quest’anno non prevede punteggi a mano.',
    'The method of this year knows no scores by hand.',
  ],
  REMARKS_TOO_LONG: [
    'Le osservazioni superano {limit|un carattere|# caratteri}: le accorci.',
    'The remarks are longer than {limit|one character|# characters}: shorten them.',
  ],
  REPORT_SENT: ['La relazione sul {period} è già stata trasmessa.', 'The report on {period} was sent already.'],
  STEP_OUT_OF_ORDER: [
    'La scheda non è a questo punto: ricarichi la pagina e guardi a che passo è.',
    'The sheet is not at this point: reload the page and see at which step it is.',
  ],
  UNKNOWN_DIVISION: [
    'Un anno si divide in quadrimestri, semestri o trimestri.',
    'A year is divided into four-month periods, half-years or quarters.',
  ],
  UNKNOWN_JUDGEMENT: ['Questa richiesta non c’è: ricarichi la pagina.', 'This request is not there: reload the page.'],
  UNKNOWN_PERIOD: {
    '': ['Il periodo non esiste nel calendario di questo ente.', 'The calendar of this body has no such period.'],
    division: [
      'Il periodo {period} non c’è in un anno diviso in {division:word}.',
      'There is no period {period} in a year divided into {division:word}.',
    ],
  },
  UNKNOWN_SHEET: ['Questa scheda non c’è, o non è sua da vedere.', 'This sheet is not there, or not for you to see.'],
  UNKNOWN_UNIT: {
    body: ['«{unit}» non è tra le unità dell’ente.', '«{unit}» is not among the units of the body.'],
    plan: ['L’unità «{unit}» non c’è.', 'The unit «{unit}» is not there.'],
  },
  YEAR_CLOSED: {
    '': ['Il {year} è già chiuso.', '{year} is closed already.'],
    on: [
      'Il {year} è stato chiuso il {day:day}: i suoi valori non cambiano più.',
      '{year} was closed on {day:day}: its values do not change any more.',
    ],
  },
  YEAR_NOT_CLOSED: [
    'Il {year} non è ancora chiuso: lo chiude il controllo di gestione.',
    '{year} is not closed yet: the management controller closes it.',
  ],
  YEAR_NOT_OVER: [
    'Il {year} si chiude dopo la sua ultima scadenza, anche dove è di una sola unità.',
    '{year} is closed after its last deadline, even where that is of one unit alone.',
  ],
  YEAR_TWICE: ['Il {year} ha già un calendario.', '{year} has a calendar already.'],
  YEAR_VALIDATED: ['La relazione sul {year} è già stata validata.', 'The report on {year} was validated already.'],
} as const satisfies RefusalEntries
