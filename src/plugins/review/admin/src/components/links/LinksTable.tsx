import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { LinkRow, LinkUse } from '../../../../shared/links';
import { editPath, submissionPath } from '../../constants';
import { useText } from '../../messages';
import { WebAddress } from '../content/WebAddress';
import { LogGrid, LogLine } from '../log/styles';
import { TableFrame, TitleText } from '../queue/styles';
import { CheckAgain } from './CheckAgain';
import { LinkStanding, LinkTimes } from './LinkStanding';
import { Suggestion } from './Suggestion';

const COLUMNS = ['address', 'state', 'when', 'item'] as const;

interface LinksTableProps {
  links: readonly LinkRow[];
  leaving: boolean;
  onChecked: () => unknown;
}

export function LinksTable({ links, leaving, onChecked }: LinksTableProps) {
  const text = useText();
  return (
    <TableFrame $leaving={leaving} aria-busy={leaving}>
      {/* Its roles are written out: laid out as blocks in a narrow window, it would lose them. */}
      <LogGrid role="table" aria-label={text('links.table')}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                <Typography variant="sigma" textColor="neutral600">
                  {text(`links.column.${column}`)}
                </Typography>
              </th>
            ))}
            <th role="columnheader" scope="col" aria-label={text('links.column.actions')} />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {links.map((link) => (
            <Line key={link.url} link={link} onChecked={onChecked} />
          ))}
        </tbody>
      </LogGrid>
    </TableFrame>
  );
}

function Line({ link, onChecked }: { link: LinkRow } & Pick<LinksTableProps, 'onChecked'>) {
  return (
    <LogLine role="row" $open={false}>
      <td role="cell" data-cell="address">
        <WebAddress address={link.url} />
        <Suggestion url={link.suggestedUrl} />
      </td>
      <td role="cell" data-cell="state">
        <LinkStanding link={link} />
      </td>
      <td role="cell" data-cell="times">
        <LinkTimes link={link} />
      </td>
      <td role="cell" data-cell="item">
        <Uses uses={link.usedBy} />
      </td>
      <td role="cell" data-cell="more">
        <CheckAgain url={link.url} onChecked={onChecked} />
      </td>
    </LogLine>
  );
}

/** Where to go to put it right: to the submission, or to the entry of what is not reviewed. */
function pathOf({ submissionId, contentType, documentId }: LinkUse): string {
  return submissionId === null ? editPath(contentType, documentId) : submissionPath(submissionId);
}

function Uses({ uses }: { uses: readonly LinkUse[] }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {uses.map((use) => (
        <Flex key={`${use.contentType} ${use.documentId}`} gap={2} maxWidth="100%" wrap="wrap">
          <Link tag={NavLink} to={pathOf(use)} title={use.title} maxWidth="100%">
            <TitleText>
              <span dir="auto">{use.title}</span>
            </TitleText>
          </Link>
          {!use.live && (
            <Typography variant="pi" textColor="neutral600">
              {text('live.no')}
            </Typography>
          )}
        </Flex>
      ))}
    </Flex>
  );
}
