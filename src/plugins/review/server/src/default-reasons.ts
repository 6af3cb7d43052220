import type { Reason } from '../../shared/desk';

/** The reasons a new library starts with; editors change them in the settings. */
export const DEFAULT_REASONS: Reason[] = [
  {
    id: 'changes',
    label: { en: 'Changes needed', fr: 'Modifications demandées' },
    text: {
      en: 'We would like to publish this, but something has to change first. Please see the note, change it and send it again.',
      fr: 'Nous aimerions publier ceci, mais quelque chose doit d’abord être modifié. Veuillez lire la note, modifier et renvoyer.',
    },
    asksForChanges: true,
  },
  {
    id: 'incomplete',
    label: { en: 'Information missing', fr: 'Informations manquantes' },
    text: {
      en: 'Information that readers need is missing, such as who published this and when. Please add it and send it again.',
      fr: 'Il manque des informations utiles aux lecteurs, par exemple qui a publié ceci et quand. Veuillez les ajouter et renvoyer.',
    },
    asksForChanges: true,
  },
  {
    id: 'unreadable',
    label: { en: 'File cannot be used', fr: 'Fichier inutilisable' },
    text: {
      en: 'The file cannot be opened or read well enough. Please send another version of it.',
      fr: 'Le fichier ne s’ouvre pas ou n’est pas assez lisible. Veuillez en envoyer une autre version.',
    },
    asksForChanges: true,
  },
  {
    id: 'duplicate',
    label: { en: 'In the library already', fr: 'Déjà dans la bibliothèque' },
    text: {
      en: 'The library has this already.',
      fr: 'La bibliothèque contient déjà ce document.',
    },
    asksForChanges: false,
  },
  {
    id: 'off-topic',
    label: { en: 'Not for this library', fr: 'Hors sujet' },
    text: {
      en: 'This is outside what the library collects.',
      fr: 'Ceci ne relève pas de ce que la bibliothèque rassemble.',
    },
    asksForChanges: false,
  },
  {
    id: 'rights',
    label: { en: 'Rights not clear', fr: 'Droits incertains' },
    text: {
      en: 'We may not publish this as it stands: it is not clear that its owner allows it.',
      fr: 'Nous ne pouvons pas publier ceci en l’état : rien n’indique que le titulaire des droits l’autorise.',
    },
    asksForChanges: false,
  },
];
