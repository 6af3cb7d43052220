import type { LibraryDocument } from './catalogue';

const GUIDES = 'Partnership how-to guides';

/** Everything the demo lists as approved documents. */
export const documents = [
  { text: 'guides/deciding-whether-to-partner.md', categories: [GUIDES] },
  { text: 'guides/choosing-a-structure.md', categories: [GUIDES, 'Agreements and legal forms'] },
  { text: 'guides/governance.md', categories: [GUIDES, 'Governance and risk'] },
  { text: 'guides/leadership.md', categories: [GUIDES] },
  { text: 'guides/vision-and-smart-objectives.md', categories: [GUIDES] },
  {
    text: 'guides/aligning-partners-own-plans.md',
    categories: [GUIDES, 'Planning and service design'],
  },
  { text: 'guides/joining-up-resources.md', categories: [GUIDES, 'Funding and resources'] },
  { text: 'guides/action-plans.md', categories: [GUIDES] },
  { text: 'guides/meetings-and-agendas.md', categories: [GUIDES] },
  { text: 'guides/dealing-with-lack-of-trust.md', categories: [GUIDES] },
  { text: 'guides/establishing-a-baseline.md', categories: [GUIDES, 'Data and evidence'] },
  { text: 'guides/setting-performance-measures.md', categories: [GUIDES, 'Measuring performance'] },
  {
    text: 'guides/performance-management-in-partnerships.md',
    categories: [GUIDES, 'Measuring performance'],
  },
  { text: 'guides/evaluating-projects-and-programmes.md', categories: [GUIDES, 'Evaluation'] },
  { text: 'guides/ending-a-partnership.md', categories: [GUIDES] },
  { text: 'how-to-use-this-library.md', categories: ['About this library'] },
] as const satisfies readonly LibraryDocument[];

export type DocumentText = (typeof documents)[number]['text'];
