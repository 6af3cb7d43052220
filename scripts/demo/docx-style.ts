import { AlignmentType, LevelFormat, type IPropertiesOptions } from 'docx';
import {
  BODY_LINE_GAP,
  COLOUR,
  HEADING_AFTER,
  HEADING_BEFORE,
  PARAGRAPH_GAP,
  SIZE,
} from './page-style';

const FONT = 'Arial';
export const BULLETS = 'bullets';
export const CHECKS = 'checks';
export const NUMBERS = 'numbers';

export function twips(points: number): number {
  return Math.round(points * 20);
}

// Word counts letters in half points.
export function half(points: number): number {
  return Math.round(points * 2);
}

export function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}

const BODY_LINE = twips(SIZE.body * 1.156 + BODY_LINE_GAP);

function listLevel(reference: string, format: 'bullet' | 'decimal', text: string, font?: string) {
  return {
    reference,
    levels: [
      {
        level: 0,
        format: format === 'bullet' ? LevelFormat.BULLET : LevelFormat.DECIMAL,
        text,
        alignment: AlignmentType.LEFT,
        style: {
          run: { color: hex(COLOUR.accent), bold: format === 'decimal', ...(font ? { font } : {}) },
          paragraph: { indent: { left: 400, hanging: 400 } },
        },
      },
    ],
  };
}

export function styles(): NonNullable<IPropertiesOptions['styles']> {
  return {
    default: {
      document: {
        run: {
          font: FONT,
          size: half(SIZE.body),
          color: hex(COLOUR.ink),
          language: { value: 'en-GB' },
        },
        paragraph: {
          spacing: { line: BODY_LINE, lineRule: 'atLeast', after: twips(PARAGRAPH_GAP) },
        },
      },
      title: {
        run: { font: FONT, size: half(SIZE.title), bold: true, color: hex(COLOUR.ink) },
        paragraph: { spacing: { before: twips(4), after: twips(6) } },
      },
      heading2: {
        run: { font: FONT, size: half(SIZE.heading), bold: true, color: hex(COLOUR.accent) },
        paragraph: {
          keepNext: true,
          spacing: { before: twips(HEADING_BEFORE), after: twips(HEADING_AFTER) },
        },
      },
    },
    paragraphStyles: [
      {
        id: 'Subtitle',
        name: 'Subtitle',
        basedOn: 'Normal',
        next: 'Normal',
        quickFormat: true,
        run: { size: half(SIZE.lead), color: hex(COLOUR.muted) },
        paragraph: {
          spacing: { line: twips(SIZE.lead * 1.156 + 3.5), lineRule: 'atLeast', after: twips(10) },
        },
      },
      {
        id: 'TableText',
        name: 'Table Text',
        basedOn: 'Normal',
        quickFormat: true,
        run: { size: half(SIZE.cell) },
        paragraph: {
          spacing: { line: twips(SIZE.cell * 1.156 + 2), lineRule: 'atLeast', after: 0 },
        },
      },
    ],
  };
}

export function listLevels() {
  return [
    listLevel(BULLETS, 'bullet', '\u2022'),
    listLevel(CHECKS, 'bullet', '\u2610', 'Segoe UI Symbol'),
    listLevel(NUMBERS, 'decimal', '%1.'),
  ];
}
