/** Sizes in points, shared so that a text takes the same room as a PDF and as a Word file. */
export const PAGE = { top: 58, bottom: 66, left: 66, right: 66 } as const;

export const COLOUR = {
  ink: '#1f2933',
  muted: '#52606d',
  accent: '#0b5563',
  rule: '#c3d0d5',
  tint: '#edf4f5',
} as const;

export const SIZE = {
  eyebrow: 8.5,
  title: 24,
  lead: 11,
  heading: 13,
  body: 9.8,
  cell: 9,
  footer: 8.5,
} as const;

export const BODY_LINE_GAP = 2.7;
export const PARAGRAPH_GAP = 6.5;
export const ITEM_GAP = 2.8;
export const HEADING_BEFORE = 9;
export const HEADING_AFTER = 4;
