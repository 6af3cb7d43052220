import type {
  BulkActionComponent,
  BulkActionDescription,
  DocumentActionComponent,
} from '@strapi/content-manager/strapi-admin';

import { useMayDecide } from '../hooks/use-permissions';
import { useReviewed } from './use-reviewed';

/** What of Strapi's own actions makes something public or takes it back. */
function isPublication(type: string | undefined): boolean {
  return type === 'publish' || type === 'unpublish';
}

/**
 * Of reviewed types, hides Strapi's Publish, which publishes whatever the draft has become, seen or
 * not: the panel beside it approves what it shows. Unpublish stays for those who may decide. For
 * clarity only: the server asks for the right anyway.
 */
export function guardDocumentAction(original: DocumentActionComponent): DocumentActionComponent {
  if (!isPublication(original.type)) return original;
  const Guarded: DocumentActionComponent = (props) => {
    const mayDecide = useMayDecide();
    const reviewed = useReviewed(props.model);
    const hidden = reviewed && (original.type === 'publish' || !mayDecide);
    // Called even when hidden, because it has hooks. It also listens to a keyboard shortcut,
    // which it takes for disabled while the published version is open.
    const description = original(hidden ? { ...props, activeTab: 'published' } : props);
    return hidden ? null : description;
  };
  // The content manager picks actions by these before it calls them.
  return Object.assign(Guarded, { type: original.type, position: original.position });
}

/** Strapi marks its bulk publish in the description; the component carries no type. */
function isBulkPublish(description: BulkActionDescription): boolean {
  return 'actionType' in description && description.actionType === 'publish';
}

/** The same for selected rows, which show a title and nothing of what would be published. */
export function guardBulkAction(original: BulkActionComponent): BulkActionComponent {
  const Guarded: BulkActionComponent = (props) => {
    const mayDecide = useMayDecide();
    const reviewed = useReviewed(props.model);
    const description = original(props);
    if (!reviewed || description === null) return description;
    if (isBulkPublish(description)) return null;
    return isPublication(original.type) && !mayDecide ? null : description;
  };
  return Object.assign(Guarded, { type: original.type });
}

/** The first two are big buttons. With Publish gone, taking something down would be one of them. */
export function unpublishLast(actions: DocumentActionComponent[]): DocumentActionComponent[] {
  const takesDown = (action: DocumentActionComponent) => action.type === 'unpublish';
  return [...actions.filter((action) => !takesDown(action)), ...actions.filter(takesDown)];
}
