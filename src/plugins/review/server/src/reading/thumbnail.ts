import sharp from 'sharp';

export const THUMBNAIL_WIDTH = 400;
/** Of a page that is a roll, the beginning. */
export const THUMBNAIL_MAX_HEIGHT = 800;
const QUALITY = 75;
// Of a picture that a file brings with it. Office programs write a few hundred pixels each way.
const MAX_PIXELS = 16_000_000;

export interface Pixels {
  /** Four bytes a pixel: red, green, blue, opacity. */
  data: Uint8Array;
  width: number;
  height: number;
}

sharp.cache(false);
sharp.concurrency(1);

export async function thumbnailOfPixels({ data, width, height }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .webp({ quality: QUALITY })
    .toBuffer();
}

/** Of the picture of the first page that an office program put into its file; `null` where it is none. */
export async function thumbnailOfImage(image: Buffer): Promise<Buffer | null> {
  const picture = sharp(image, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
  const { format } = await picture.metadata();
  if (format !== 'jpeg' && format !== 'png') return null;
  return picture
    .resize({
      width: THUMBNAIL_WIDTH,
      height: THUMBNAIL_MAX_HEIGHT,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten({ background: '#ffffff' })
    .webp({ quality: QUALITY })
    .toBuffer();
}
