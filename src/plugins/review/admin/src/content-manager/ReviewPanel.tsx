import type { PanelComponent } from '@strapi/content-manager/strapi-admin';

import { useMayRead } from '../hooks/use-permissions';
import { useText } from '../messages';
import { PanelContent } from './PanelContent';
import { useReviewed } from './use-reviewed';

/** The review of the item being edited, beside its form. */
export const ReviewPanel: PanelComponent = ({ model, documentId }) => {
  const text = useText();
  const reviewed = useReviewed(model);
  const mayRead = useMayRead();
  if (!reviewed || !mayRead || documentId === undefined) return null;
  return {
    title: text('panel.title'),
    content: <PanelContent key={documentId} item={{ model, documentId }} />,
  };
};
