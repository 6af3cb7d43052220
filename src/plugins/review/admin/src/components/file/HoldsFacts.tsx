import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

import type { FileReading } from '../../../../shared/reading';
import { useText } from '../../messages';
import { languageName } from '../../settings/languages';

const Facts = styled.dl`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 0.6rem 2.4rem;
  margin: 0;
`;

/** What the file is and says of itself; what is not known has no line. */
export function HoldsFacts({ reading }: { reading: FileReading }) {
  const text = useText();
  const intl = useIntl();
  const { pages, words, language, title, author, tagged } = reading;
  return (
    <Facts>
      {pages !== null && <Fact name={text('holds.pages')}>{intl.formatNumber(pages)}</Fact>}
      {words !== null && <Fact name={text('holds.words')}>{intl.formatNumber(words)}</Fact>}
      {language !== null && (
        <Fact name={text('holds.language')}>
          {text('holds.language.value', { name: languageName(language, intl.locale) })}
        </Fact>
      )}
      {title !== null && (
        <Fact name={text('holds.own-title')}>
          <bdi>{title}</bdi>
        </Fact>
      )}
      {author !== null && (
        <Fact name={text('holds.author')}>
          <bdi>{author}</bdi>
        </Fact>
      )}
      {tagged !== null && (
        <Fact name={text('holds.tagged')}>{text(tagged ? 'holds.yes' : 'holds.no')}</Fact>
      )}
    </Facts>
  );
}

const Value = styled(Typography)`
  margin: 0;
  overflow-wrap: anywhere;
`;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Typography tag="dt" textColor="neutral600">
        {name}
      </Typography>
      <Value tag="dd" textColor="neutral800">
        {children}
      </Value>
    </>
  );
}
