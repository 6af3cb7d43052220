/** Apart, so that the server has the word without the picture library. */
export const THUMBNAIL_TYPE = 'image/webp';
