import { useIntl } from 'react-intl';

import { fileKind } from '../file-preview';
import { useText } from '../messages';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function useFileSize(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
    return intl.formatNumber(bytes / 1000 ** step, {
      style: 'unit',
      unit: UNITS[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: 1,
    });
  };
}

/** What editors call a kind of file; of an unknown one its media type. */
export function useFileKind(): (mime: string) => string {
  const text = useText();
  return (mime) => {
    const kind = fileKind(mime);
    return kind === null ? mime : text(`file.kind.${kind}`);
  };
}
