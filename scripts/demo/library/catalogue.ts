import type {
  CategoryNode,
  DocumentEntry,
  LinkEntry,
  NamesIn,
  SourceEntry,
} from './catalogue-types';

export const categories = [
  {
    name: 'Working in partnership',
    description: 'Setting up, running, improving and ending joint work between organisations.',
    children: [
      {
        name: 'Partnership how-to guides',
        description: 'Two-page guides, each on one practical question of partnership working.',
      },
      {
        name: 'Agreements and legal forms',
        description: 'Choosing a legal form, writing agreements and knowing who is liable.',
      },
    ],
  },
  {
    name: 'Performance and improvement',
    description: 'Knowing how well services and projects are doing, and making them better.',
    children: [
      {
        name: 'Measuring performance',
        description: 'Choosing, defining, collecting and reporting measures.',
        children: [
          {
            name: 'Benchmarking',
            description: 'Comparing results and costs with those of similar organisations.',
          },
        ],
      },
      {
        name: 'Evaluation',
        description:
          'Finding out what difference a project or policy made, and whether it was worth it.',
      },
      {
        name: 'Planning and service design',
        description:
          'Turning aims into plans, and designing services around the people who use them.',
      },
    ],
  },
  {
    name: 'Community engagement',
    description: 'Consulting, listening to and working alongside residents and community groups.',
  },
  {
    name: 'Funding and resources',
    description: 'Budgets, grants, shared resources and getting good value from public money.',
  },
  {
    name: 'Data and evidence',
    description: 'Statistics, research and information sharing for local decisions.',
  },
  {
    name: 'Governance and risk',
    description: 'Decision making, accountability, audit and the management of risk.',
  },
  {
    name: 'About this library',
    description: 'How to find, cite and submit documents, and what editors look for.',
  },
] as const satisfies readonly CategoryNode[];

export type CategoryName = NamesIn<typeof categories>;

export const sources = [
  {
    name: 'Local Government Association',
    url: 'https://www.local.gov.uk',
    description:
      'The national membership body for councils in England, with guidance, case studies and improvement support for councillors and officers.',
    categories: ['Performance and improvement', 'Working in partnership', 'Community engagement'],
  },
  {
    name: 'Improvement Service',
    url: 'https://www.improvementservice.org.uk',
    description:
      'The improvement organisation for Scottish local government. It publishes tools, data and learning for councils and their community planning partners.',
    categories: ['Performance and improvement', 'Benchmarking'],
  },
  {
    name: 'COSLA',
    url: 'https://www.cosla.gov.uk',
    description:
      'The Convention of Scottish Local Authorities speaks for councils in Scotland and publishes joint positions, briefings and agreements.',
    categories: ['Working in partnership', 'Funding and resources'],
  },
  {
    name: 'Audit Scotland',
    url: 'https://audit.scot',
    description:
      'Audits public bodies in Scotland for the Auditor General and the Accounts Commission, and reports on how public money is managed and what it achieves.',
    categories: ['Governance and risk', 'Funding and resources'],
  },
  {
    name: 'Welsh Local Government Association',
    url: 'https://www.wlga.wales',
    description:
      'Represents the councils of Wales, with its fire and rescue and national park authorities as associates, and supports their improvement. In Welsh and English.',
    categories: ['Performance and improvement', 'Working in partnership'],
  },
  {
    name: 'Northern Ireland Local Government Association',
    url: 'https://www.nilga.org',
    description:
      'The association of councils in Northern Ireland, with policy papers and learning for elected members and officers.',
    categories: ['Working in partnership', 'Governance and risk'],
  },
  {
    name: 'Office for National Statistics',
    url: 'https://www.ons.gov.uk',
    description:
      'The largest producer of official statistics in the United Kingdom, on population, the economy, work, health and local areas.',
    categories: ['Data and evidence'],
  },
  {
    name: 'National Audit Office',
    url: 'https://www.nao.org.uk',
    description:
      'Examines public spending on behalf of Parliament. Its reports and good practice guides are useful well beyond central government.',
    categories: ['Governance and risk', 'Evaluation'],
  },
] as const satisfies readonly SourceEntry<CategoryName>[];

export type SourceName = (typeof sources)[number]['name'];
export type LibraryLink = LinkEntry<CategoryName, SourceName>;
export type LibraryDocument = DocumentEntry<CategoryName, SourceName>;

export const links = [
  {
    title: 'The Magenta Book',
    url: 'https://www.gov.uk/government/publications/the-magenta-book',
    description:
      'Central government guidance on evaluation: planning an evaluation, choosing methods and using the results. Detailed, with annexes on particular methods.',
    publisher: 'HM Treasury',
    publishedDate: '2020',
    categories: ['Evaluation'],
  },
  {
    title: 'The Green Book: appraisal and evaluation in central government',
    url: 'https://www.gov.uk/government/publications/the-green-book-appraisal-and-evaluation-in-central-government',
    description:
      'How to weigh up options before spending public money: setting objectives, valuing costs and benefits, and dealing with risk and uncertainty.',
    publisher: 'HM Treasury',
    categories: ['Evaluation', 'Funding and resources'],
  },
  {
    title: 'GOV.UK Service Manual',
    url: 'https://www.gov.uk/service-manual',
    description:
      'How to research, design, build and run public services that people can use, with guidance on user research, accessibility and measuring success.',
    publisher: 'Government Digital Service',
    categories: ['Planning and service design'],
  },
  {
    title: 'LG Inform',
    url: 'https://lginform.local.gov.uk',
    description:
      'Published data about council areas and services in England, with ready-made reports and tools for comparing one area with others.',
    publisher: 'Local Government Association',
    categories: ['Benchmarking', 'Data and evidence'],
    source: 'Local Government Association',
  },
  {
    title: 'Our support',
    url: 'https://www.local.gov.uk/our-support',
    description:
      'The starting point for the support offered to councils on leadership, finance, peer challenge, workforce and particular services.',
    publisher: 'Local Government Association',
    categories: ['Performance and improvement'],
    source: 'Local Government Association',
  },
  {
    title: 'Local Government Benchmarking Framework',
    url: 'https://www.improvementservice.org.uk/benchmarking',
    description:
      'Comparable information on the cost, performance and satisfaction ratings of council services across Scotland, with tools to explore it and learning from councils.',
    publisher: 'Improvement Service',
    categories: ['Benchmarking'],
    source: 'Improvement Service',
  },
  {
    title: 'Census',
    url: 'https://www.ons.gov.uk/census',
    description:
      'Results of the census in England and Wales for areas large and small, with maps, area profiles and explanations of what the figures can show.',
    publisher: 'Office for National Statistics',
    categories: ['Data and evidence'],
    source: 'Office for National Statistics',
  },
  {
    title: 'Insights: good practice and lessons from audit',
    url: 'https://www.nao.org.uk/insights/',
    description:
      'Good practice guides, lessons learned and short overviews drawn from audits of public bodies, on subjects such as commercial skills, financial management and risk.',
    publisher: 'National Audit Office',
    categories: ['Governance and risk', 'Performance and improvement'],
    source: 'National Audit Office',
  },
  {
    title: 'Consultation principles: guidance',
    url: 'https://www.gov.uk/government/publications/consultation-principles-guidance',
    description:
      'The short list of principles that government departments follow when they consult the public, on clarity, timing, targeting and publishing the response.',
    publisher: 'Cabinet Office',
    publishedDate: '2018',
    categories: ['Community engagement'],
  },
  {
    title: 'Charity types: how to choose a structure (CC22a)',
    url: 'https://www.gov.uk/guidance/charity-types-how-to-choose-a-structure',
    description:
      'What distinguishes a charitable incorporated organisation, a charitable company, an association and a trust, and how to choose. For England and Wales.',
    publisher: 'Charity Commission for England and Wales',
    categories: ['Agreements and legal forms'],
  },
] as const satisfies readonly LibraryLink[];

export type LinkUrl = (typeof links)[number]['url'];

export { documents, type DocumentText } from './catalogue-documents';
export { submissionsToLeave } from './catalogue-submissions';
