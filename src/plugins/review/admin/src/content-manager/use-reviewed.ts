import { unstable_useDocument as useDocument } from '@strapi/strapi/admin';

/** Whether a content type opted in with `pluginOptions.review.enabled`. */
export function isReviewed(pluginOptions: object | undefined): boolean {
  if (pluginOptions === undefined || !('review' in pluginOptions)) return false;
  const { review } = pluginOptions;
  return (
    typeof review === 'object' && review !== null && 'enabled' in review && review.enabled === true
  );
}

/** Reads the schemas the content manager has loaded anyway: no document and no request of its own. */
export function useReviewed(model: string): boolean {
  const { schema } = useDocument({ collectionType: 'collection-types', model }, { skip: true });
  return isReviewed(schema?.pluginOptions);
}
