import type { Plan } from '@traguardo/shared/model'
import type { Help } from './help'
import { policySaid } from './policy-said'

/** The help in Italian, with what the policy in force says. */
export function italianHelp(plan: Plan | null, year: number): Help {
  const policy = policySaid(plan, year, 'it')
  return {
    how: [
      {
        id: 'misure',
        title: 'Dalle misure agli indicatori',
        paragraphs: [
          'Ogni unità inserisce le sue misure: numeri, importi, percentuali, giorni o date. In ogni periodo si inserisce ciò che è successo in quel periodo.',
          'A fine anno i periodi diventano un valore solo: si sommano, si fa la media, vale l’ultimo o il più alto, come dice il piano. Se una misura è inserita da più unità, i valori delle unità si mettono insieme allo stesso modo.',
          'La formula dell’indicatore mette insieme le misure. Un rapporto in percentuale si calcola sui totali: 30 pratiche su 40 e 50 su 60 fanno 80 su 100, non la media delle due percentuali.',
          'Finché manca un valore che serve, l’indicatore è «n.d.»: non è zero e non è cento, semplicemente non si sa.',
        ],
      },
      {
        id: 'target',
        title: 'Dall’indicatore al target',
        paragraphs: [
          'Il target dice che cosa si chiede nell’anno: almeno, al massimo, entro un giorno, più dell’anno prima, meglio della media.',
          ...policy.targets,
        ],
      },
      {
        id: 'obiettivi',
        title: 'Dagli indicatori all’ente e alla persona',
        paragraphs: [
          ...policy.groups,
          'La copertura dice quanta parte del peso poggia su valori inseriti.',
          policy.bands,
          'Un ente può avere criteri suoi: qui valgono quelli del piano e dell’anno che si guardano.',
        ],
      },
      {
        id: 'perche',
        title: 'Perché questo punteggio?',
        paragraphs: [
          'Accanto a ogni punteggio c’è «Perché questo punteggio?»: apre la regola, i numeri e i pesi, giù fino ai valori inseriti, con chi e quando.',
          'Sulla pagina di un indicatore si può provare che cosa cambierebbe con un altro valore, e quale valore serve per il target: non si salva niente.',
        ],
      },
    ],
    terms: [
      {
        id: 'piano',
        word: 'Piano della performance',
        meaning: 'Obiettivi, indicatori e target di un ente per tre anni (D.Lgs. 150/2009, art. 10).',
      },
      {
        id: 'area',
        word: 'Area strategica',
        meaning: 'Il primo livello dell’albero: un ambito in cui l’ente vuole arrivare a un risultato.',
      },
      { id: 'strategico', word: 'Obiettivo strategico', meaning: 'Un risultato da raggiungere in tre anni.' },
      {
        id: 'operativo',
        word: 'Obiettivo operativo',
        meaning: 'Un risultato da raggiungere in un anno, per arrivare a quello strategico.',
      },
      {
        id: 'individuale',
        word: 'Obiettivo individuale',
        meaning: 'Un risultato chiesto a una persona nella sua scheda, con un peso.',
      },
      {
        id: 'scheda',
        word: 'Scheda individuale',
        meaning: 'Gli obiettivi di una persona nel suo incarico, con i loro pesi.',
      },
      {
        id: 'indicatore',
        word: 'Indicatore',
        meaning: 'Ciò che riceve un punteggio: una formula su misure, con un target.',
      },
      { id: 'misura', word: 'Misura', meaning: 'Ciò che una persona inserisce: un numero, un importo, una data.' },
      { id: 'algoritmo', word: 'Algoritmo', meaning: 'La formula che trasforma le misure nel valore dell’indicatore.' },
      {
        id: 'target',
        word: 'Target (obiettivo dell’anno)',
        meaning: 'Ciò che si chiede a un indicatore in un anno, per esempio >= 80 %.',
      },
      {
        id: 'partenza',
        word: 'Valore di partenza',
        meaning: 'Il valore conosciuto prima dell’inizio, da cui si misura il miglioramento.',
      },
      {
        id: 'punteggio',
        word: 'Punteggio',
        meaning: 'Quanto di ciò che si chiedeva è stato raggiunto, in percentuale.',
      },
      {
        id: 'copertura',
        word: 'Copertura',
        meaning: 'La parte del peso che poggia su valori inseriti: con poca copertura un punteggio dice poco.',
      },
      { id: 'contributo', word: 'Contributo', meaning: 'Quanti punti percentuali porta a ciò che sta sopra.' },
      { id: 'fascia', word: 'Fascia', meaning: policy.bands },
      { id: 'nd', word: 'n.d. (non disponibile)', meaning: 'Manca un valore: non vale zero, e non vale cento.' },
      {
        id: 'na',
        word: 'n.a. (non applicabile)',
        meaning:
          'La misura in quel periodo non ha senso, per esempio perché non è arrivata nessuna richiesta: non pesa.',
      },
      {
        id: 'quadrimestre',
        word: 'Quadrimestre',
        meaning: 'Quattro mesi: il periodo di rilevazione usuale, con quindici giorni per inserire dopo la fine.',
      },
      {
        id: 'validazione',
        word: 'Validazione',
        meaning: 'Il dirigente conferma un valore, o lo rinvia con un motivo. Un valore confermato non si cambia più.',
      },
      {
        id: 'rischio',
        word: 'A rischio, in ritardo',
        meaning: 'Come va un indicatore a metà anno, rispetto a quanto ci si aspettava a questo punto.',
      },
      {
        id: 'prospettiva',
        word: 'Prospettiva',
        meaning: 'Il punto di vista della balanced scorecard: utenti, processi interni, crescita, economia.',
      },
      {
        id: 'oiv',
        word: 'OIV',
        meaning: 'Organismo indipendente di valutazione: valida la relazione sulla performance.',
      },
      {
        id: 'atto',
        word: 'Atto',
        meaning: 'La deliberazione con cui un piano, o un suo aggiornamento, comincia a valere.',
      },
      { id: 'cluster', word: 'Cluster', meaning: 'Gli enti simili per dimensione con cui ci si confronta.' },
    ],
    accessibility: [
      {
        id: 'impegno',
        title: 'Impegno',
        paragraphs: [
          'Traguardo vuole essere usabile da tutti: segue le WCAG 2.2 al livello AA e le linee guida AgID per i siti della pubblica amministrazione (L. 4/2004, D.Lgs. 106/2018).',
        ],
      },
      {
        id: 'stato',
        title: 'Stato di conformità',
        paragraphs: [
          'Ogni pagina è controllata con uno strumento automatico (axe) e percorsa con la sola tastiera a ogni modifica del software. Una valutazione da parte di persone con disabilità e con tecnologie assistive non è ancora stata fatta: per questo il software si dichiara parzialmente conforme.',
          'Le figure hanno accanto la tabella con gli stessi dati; i colori sono sempre accompagnati da parole; le animazioni si fermano se il dispositivo lo chiede; il testo si ingrandisce al 200 % senza perdere niente.',
        ],
      },
      {
        id: 'limiti',
        title: 'Contenuti non accessibili',
        paragraphs: [
          'I documenti allegati come prova (PDF, immagini) sono caricati dagli uffici e possono non essere accessibili: li può chiedere in altra forma all’ufficio che li ha caricati.',
          'I messaggi di rifiuto del server sono in italiano anche nelle pagine in inglese.',
        ],
      },
      {
        id: 'segnalazioni',
        title: 'Segnalazioni',
        paragraphs: [
          'Se qualcosa non le permette di lavorare, lo dica al controllo di gestione del suo ente, che risponde entro trenta giorni. Se la risposta non arriva o non basta, può rivolgersi al Difensore civico per il digitale presso AgID.',
          'L’ente che usa Traguardo pubblica la propria dichiarazione di accessibilità con il modulo di AgID (form.agid.gov.it): questa pagina gli serve per compilarla.',
        ],
      },
    ],
    tours: {
      'unit-head': [
        {
          text: 'Qui ci sono le misure che la sua unità deve inserire in questo periodo. Un tocco sul campo, il valore, e Invio passa al prossimo: si salva da sé, anche senza linea.',
          to: '/misure',
          link: 'Le mie misure',
        },
        {
          text: 'Sotto ogni valore può aggiungere una nota o una foto come prova. Se una misura non c’è, dica perché «resta n.d.».',
          to: '/misure',
          link: 'Le mie misure',
        },
        {
          text: 'Quando tutto ha una risposta, in fondo alla pagina si invia il periodo al dirigente. Gli obiettivi della sua scheda sono in «Obiettivi».',
          to: '/obiettivi',
          link: 'I miei obiettivi',
        },
      ],
      manager: [
        {
          text: 'In «Obiettivi» vede la sua scheda: punteggio, andamento, e che cosa la farebbe salire di più.',
          to: '/obiettivi',
          link: 'I miei obiettivi',
        },
        {
          text: 'In «Rilevazione» conferma i valori delle sue unità, o li rinvia con un motivo: prima quelli insoliti.',
          to: '/rilevazione',
          link: 'Rilevazione',
        },
        {
          text: 'Nel «Cruscotto» vede come sta l’ente, chi è in ritardo e che cosa non si raggiungerà.',
          to: '/cruscotto',
          link: 'Cruscotto',
        },
      ],
      controller: [
        {
          text: 'Il «Cruscotto» risponde a tre domande: come sta l’ente, chi deve ancora inserire, che cosa non si raggiungerà.',
          to: '/cruscotto',
          link: 'Cruscotto',
        },
        {
          text: 'In «Rilevazione» segue il periodo unità per unità, e manda la relazione agli organi quando tutto è confermato.',
          to: '/rilevazione',
          link: 'Rilevazione',
        },
        {
          text: 'Nel «Menu» ci sono il piano con i suoi aggiornamenti, il calendario, le persone e il registro.',
          to: '/menu',
          link: 'Menu',
        },
      ],
      reader: [
        {
          text: 'Il «Cruscotto» mostra come sta l’ente; ogni punteggio si apre fino ai valori che lo formano.',
          to: '/cruscotto',
          link: 'Cruscotto',
        },
        { text: 'Nell’«Albero» ci sono tutti gli obiettivi con i loro indicatori.', to: '/albero', link: 'Albero' },
      ],
    },
  }
}
