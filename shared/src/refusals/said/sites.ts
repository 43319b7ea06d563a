import type { RefusalEntries } from '../sentence'

/** Remote sites: what is said at the site, and (`office`) at the head office of the same trouble. */
export const ofSites = {
  FIRST_SIGN_IN_NEEDS_LINE: [
    'Nome utente o password non corretti, oppure è la prima volta che entra in questa sede, o con questa password: la prima volta serve la linea con l’ufficio centrale. Controlli, e riprovi quando c’è la linea.',
    'User name or password are not right, or you sign in at this site, or with this password, for the first time: the first time needs the line to the head office. Check them, and try again when the line is there.',
  ],
  NOT_A_SITE: [
    'Questo è l’ufficio centrale: qui si vedono le sedi, non una sola.',
    'This is the head office: here are all the sites, not a single one.',
  ],
  OFFICE_DISK_FULL: {
    '': [
      'Il disco dell’ufficio centrale è pieno: gli allegati restano qui e partono quando c’è posto. Lo dica a chi gestisce il server centrale.',
      'The disk of the head office is full: files stay here and go when there is room. Tell whoever runs the central server.',
    ],
    office: [
      'Il disco di questo server è pieno, e gli allegati della sede aspettano là: lo dica a chi lo gestisce.',
      'The disk of this server is full, and the files of the site wait there: tell whoever runs it.',
    ],
  },
  OFFICE_ODD: {
    '': [
      'Quello che è arrivato non è la risposta dell’ufficio centrale a questa sede: non se ne è preso nulla. Si riprova da sé; se dura, lo dica a chi gestisce i server.',
      'What came is not the answer of the head office to this site: nothing of it was taken. It is tried again by itself; if it lasts, tell whoever runs the servers.',
    ],
    office: [
      'Alla sede arrivano risposte che non sono di questo ufficio: faccia controllare la linea tra i due.',
      'Answers come to the site that are not of this office: have the line between the two checked.',
    ],
  },
  OFFICE_SILENT: [
    'L’ufficio centrale non risponde: i valori restano qui e partono quando torna la linea.',
    'The head office does not answer: values stay here and go when the line is back.',
  ],
  SITE_ADDRESS: [
    'Scriva l’indirizzo a cui la sede raggiunge questo ufficio, per esempio https://traguardo.ente.it.',
    'Write the address at which the site reaches this office, for example https://traguardo.ente.it.',
  ],
  SITE_ANSWER: [
    'Questo file non è la risposta all’ultimo file preparato in questa sede.',
    'This file is not the answer to the last file that was prepared at this site.',
  ],
  SITE_CLOCK: {
    '': [
      'La busta porta l’ora {at:moment}, all’ufficio centrale sono le {now:moment}: regoli l’orologio del server della sede e riprovi.',
      'The envelope bears the time {at:moment}, at the head office it is {now:moment}: set the clock of the site’s server and try again.',
    ],
    office: [
      'L’orologio del server della sede è sbagliato: lo faccia regolare, poi gli scambi riprendono.',
      'The clock of the site’s server is wrong: have it set, then exchanges go on.',
    ],
  },
  SITE_CLONED: {
    '': [
      'Per l’ufficio centrale c’è un’altra installazione con il file di questa sede: gli scambi sono fermi, i valori restano qui. Chieda al controllo di gestione un file nuovo per questa sede.',
      'To the head office there is another installation with the file of this site: exchanges have stopped, values stay here. Ask the management controller for a new file for this site.',
    ],
    office: [
      'Due installazioni usano il file di questa sede, o i suoi dati sono stati rimessi da una copia: gli scambi sono fermi. Le tolga l’accesso e crei un file nuovo per la sede.',
      'Two installations use the file of this site, or its data were put back from a copy: exchanges have stopped. Shut it out and make a new file for the site.',
    ],
  },
  SITE_DISK_FULL: {
    '': [
      'Il disco del server di questa sede è pieno: liberi spazio, o lo dica a chi lo gestisce. Gli scambi riprendono da soli.',
      'The disk of the server of this site is full: free some space, or tell whoever runs it. Exchanges go on by themselves.',
    ],
    office: [
      'Il disco del server della sede è pieno: faccia liberare spazio, poi gli scambi riprendono.',
      'The disk of the site’s server is full: have some space freed, then exchanges go on.',
    ],
  },
  SITE_ENVELOPE: [
    'La busta non si può leggere: è stata modificata, o non è per questo ufficio.',
    'The envelope cannot be read: it was changed, or is not for this office.',
  ],
  SITE_EPOCH: {
    '': [
      'L’ufficio centrale dice di continuo di aver perso dei dati: gli scambi si fermano e riprendono da soli, i valori restano qui. Se dura, lo dica a chi gestisce il server centrale.',
      'The head office says again and again that it lost data: exchanges stop and go on by themselves, values stay here. If it lasts, tell whoever runs the central server.',
    ],
    office: [
      'La sede ha interrotto gli scambi, perché questo server dice di continuo di aver perso dei dati: lo dica a chi lo gestisce.',
      'The site has stopped its exchanges, because this server says again and again that it lost data: tell whoever runs it.',
    ],
  },
  SITE_FILES_REFUSED: {
    '': [
      'Ci sono allegati che l’ufficio centrale non prenderà mai, per il loro tipo o la loro dimensione: li tolga chi li ha allegati. Tutto il resto parte lo stesso.',
      'There are files that the head office will never take, for their type or their size: whoever attached them takes them away. All else goes.',
    ],
    office: [
      'Alla sede ci sono allegati che questo ufficio non prende, per il loro tipo o la loro dimensione: li tolga chi li ha allegati.',
      'At the site there are files that this office does not take, for their type or their size: whoever attached them takes them away.',
    ],
  },
  SITE_FILES_WAIT: [
    'Alcuni allegati non sono stati presi dall’ufficio centrale: restano qui e si riprova da sé. Tutto il resto parte lo stesso.',
    'Some files were not taken by the head office: they stay here and it is tried again. All else goes.',
  ],
  SITE_FILE_MORE: [
    'La risposta è stata presa, ma c’è ancora altro da scambiare: salvi un altro file e lo porti.',
    'The answer was taken, but there is more to exchange: save another file and take it there.',
  ],
  SITE_FILE_OLD: [
    'Questo file è del {at:moment}, troppo vecchio: ne prepari un altro alla sede.',
    'This file is of {at:moment}, too old: have another one prepared at the site.',
  ],
  SITE_LEFT_UNIT: [
    'Questo valore è arrivato da una sede che non serve più questa unità: lo controlli e lo confermi qui.',
    'This value came from a site that no longer serves this unit: look at it and confirm it here.',
  ],
  SITE_NAME: ['Scriva il nome della sede.', 'Write the name of the site.'],
  SITE_REVOKED: ['Alla sede «{site}» è stato tolto l’accesso.', 'The site «{site}» was shut out.'],
  SITE_SEEN: [
    'Questa busta è già stata presa una volta: una seconda non vale. La sede ne mandi una nuova.',
    'This envelope was taken once already: a second time counts for nothing. The site has to send a new one.',
  ],
  SITE_STANDS_STILL: {
    '': [
      'L’ufficio centrale risponde, ma lo scambio non va avanti: si riprova più tardi, i valori restano qui. Se dura, lo dica a chi gestisce il server centrale.',
      'The head office answers, but the exchange does not move on: it is tried again later, values stay here. If it lasts, tell whoever runs the central server.',
    ],
    office: [
      'La sede ha interrotto gli scambi, perché non vanno avanti: lo dica a chi gestisce i server.',
      'The site has stopped its exchanges, because they do not move on: tell whoever runs the servers.',
    ],
  },
  SITE_STORAGE_DOWN: {
    '': [
      'Lo spazio degli allegati di questa sede non risponde: gli allegati partono quando torna, i valori partono lo stesso. Lo dica a chi gestisce il server.',
      'The storage of files of this site does not answer: files go when it is back, values go all the same. Tell whoever runs the server.',
    ],
    office: [
      'Lo spazio degli allegati della sede non risponde: lo dica a chi gestisce il suo server.',
      'The storage of files of the site does not answer: tell whoever runs its server.',
    ],
  },
  SITE_TOO_MUCH: [
    'La risposta per la sede è troppo grande per una busta sola: lo dica a chi gestisce il server.',
    'The answer to the site is too large for one envelope: tell whoever runs the server.',
  ],
  SITE_UNITS: [
    'Scelga almeno un’unità di questo ente per la sede.',
    'Choose at least one unit of this body for the site.',
  ],
  SITE_UNKNOWN: [
    'Questa busta non viene da una sede di questo ufficio.',
    'This envelope does not come from a site of this office.',
  ],
  UNKNOWN_SITE: [
    'Questa sede non c’è, o il suo accesso è già stato tolto.',
    'This site is not there, or was shut out already.',
  ],
} as const satisfies RefusalEntries
