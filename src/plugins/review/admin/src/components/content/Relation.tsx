import { Fragment } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

import { useCategoryPaths } from '../../hooks/use-category-paths';

interface RelationProps {
  links: { documentId: string; label: string }[];
}

/** What an item refers to; of a category also those it is in. */
export function Relation({ links }: RelationProps) {
  const paths = useCategoryPaths();
  return (
    <Flex tag="ul" direction="column" alignItems="flex-start" gap={1}>
      {links.map(({ documentId, label }) => (
        <Box tag="li" key={documentId} maxWidth="72ch">
          <PathText path={paths.get(documentId) ?? [label]} />
        </Box>
      ))}
    </Flex>
  );
}

function PathText({ path }: { path: string[] }) {
  return path.map((step, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <Typography textColor="neutral500" aria-hidden>
          {' › '}
        </Typography>
      )}
      <Typography
        textColor={index === path.length - 1 ? 'neutral800' : 'neutral600'}
        fontWeight={index === path.length - 1 ? 'semiBold' : undefined}
        style={{ overflowWrap: 'anywhere' }}
      >
        <bdi>{step}</bdi>
      </Typography>
    </Fragment>
  ));
}
