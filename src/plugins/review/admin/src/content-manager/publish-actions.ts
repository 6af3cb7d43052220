import type {
  BulkActionComponent,
  BulkActionDescription,
  DocumentActionComponent,
} from '@strapi/content-manager/strapi-admin';

import { useMayDecide } from '../hooks/use-permissions';
import { useText } from '../messages';
import { useReviewed } from './use-reviewed';

/** What of Strapi's own actions makes something public or takes it back. */
function isPublication(type: string | undefined): boolean {
  return type === 'publish' || type === 'unpublish';
}

/**
 * Of reviewed types, shows publish and unpublish only to those who may decide, and calls publish
 * what it is. For clarity only: the server refuses everyone else anyway.
 */
export function guardDocumentAction(original: DocumentActionComponent): DocumentActionComponent {
  if (!isPublication(original.type)) return original;
  const Guarded: DocumentActionComponent = (props) => {
    const text = useText();
    const mayDecide = useMayDecide();
    const reviewed = useReviewed(props.model);
    const hidden = reviewed && !mayDecide;
    // Called even when hidden, because it has hooks. It also listens to a keyboard shortcut,
    // which it takes for disabled while the published version is open.
    const description = original(hidden ? { ...props, activeTab: 'published' } : props);
    if (hidden || description === null) return null;
    if (!reviewed || original.type !== 'publish') return description;
    return { ...description, label: text('publish.approve') };
  };
  // The content manager picks actions by these before it calls them.
  return Object.assign(Guarded, { type: original.type, position: original.position });
}

/** Strapi marks its bulk publish in the description; the component carries no type. */
function isBulkPublish(description: BulkActionDescription): boolean {
  return 'actionType' in description && description.actionType === 'publish';
}

/** The same for selected rows. */
export function guardBulkAction(original: BulkActionComponent): BulkActionComponent {
  const Guarded: BulkActionComponent = (props) => {
    const text = useText();
    const mayDecide = useMayDecide();
    const reviewed = useReviewed(props.model);
    const description = original(props);
    if (!reviewed || description === null) return description;
    const publishes = isBulkPublish(description);
    if ((publishes || isPublication(original.type)) && !mayDecide) return null;
    return publishes ? { ...description, label: text('publish.approve') } : description;
  };
  return Object.assign(Guarded, { type: original.type });
}
