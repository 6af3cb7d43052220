import type { CategoryName, SourceName } from './catalogue';
import type { DocumentText } from './catalogue-documents';
import type { SubmissionsToLeave } from './catalogue-types';

/** What the demo leaves undecided or turned down, beside the approved documents and links. */
export const submissionsToLeave = {
  pendingDocuments: [
    { text: 'submitted/risk-register-note.md', categories: ['Governance and risk'] },
    { text: 'submitted/data-sharing-checklist.md', categories: ['Data and evidence'] },
    { text: 'submitted/grant-reporting-basics.md', categories: ['Funding and resources'] },
  ],
  pendingLinks: [
    {
      title: 'The Orange Book: management of risk',
      url: 'https://www.gov.uk/government/publications/orange-book',
      description:
        'Principles and a framework for managing risk in government bodies, from leadership and culture to assessment, treatment and reporting.',
      publisher: 'HM Treasury',
      categories: ['Governance and risk'],
    },
    {
      title: 'Find open data',
      url: 'https://www.data.gov.uk',
      description:
        'A search of data sets published by central government, local authorities and public bodies, with the terms on which each may be reused.',
      publisher: 'Government Digital Service',
      categories: ['Data and evidence'],
    },
  ],
  rejectedDocuments: [
    {
      text: 'submitted/ward-newsletter-spring.md',
      categories: ['Community engagement'],
      rejection: {
        reason: 'Of local interest only',
        note: 'Thank you for sending this. It is a good newsletter, but its dates and road closures will be of use only in the ward and only this season, and the library keeps material that others can reuse. A note on how you plan, write and distribute the newsletter, or on what you learned from the playground survey, would be welcome under Community engagement.',
      },
    },
  ],
  rejectedLinks: [
    {
      title: 'UK bank holidays',
      url: 'https://www.gov.uk/bank-holidays',
      description:
        'The dates of bank holidays in England and Wales, Scotland and Northern Ireland for this year and the next, with a calendar file to download.',
      publisher: 'GOV.UK',
      categories: ['Planning and service design'],
      rejection: {
        reason: 'Outside what the library collects',
        note: 'The page is accurate and official, but it is general information that anyone can find by searching, and it does not help with planning or designing a service beyond giving the dates. If you meant to suggest guidance on planning service cover around holidays, please send that instead.',
      },
    },
  ],
  approvedWithPendingRevision: {
    text: 'guides/meetings-and-agendas.md',
    revision: {
      title: 'Meetings and agendas that lead to decisions',
      description:
        'How to decide whether a partnership needs to meet at all, write each agenda item as a question, run meetings in which everybody is heard, and send out an action list within two days.',
    },
  },
  rejectedThenPending: {
    text: 'submitted/running-a-listening-event.md',
    categories: ['Community engagement'],
    first: {
      title: 'Listening event FINAL v3',
      description: 'Notes from our event.',
    },
    rejection: {
      reason: 'The title and description do not tell a reader what this is',
      note: 'The document itself is useful and we should like to list it. The title looks like a file name, and the description suggests minutes of one event, while what you sent is guidance that anyone could follow. Please use the title printed on the document, say in a sentence or two what it covers and who it is for, and send it again.',
    },
  },
} as const satisfies SubmissionsToLeave<CategoryName, SourceName, DocumentText>;
