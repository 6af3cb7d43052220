import {
  hashOfOriginal,
  isPlainUploadUrl,
  reachesUploads,
} from '../../src/plugins/review/server/src/file/uploads-path';

describe('a path into the uploads', () => {
  it.each([
    '/uploads',
    '/uploads/',
    '/uploads/x.pdf',
    '/%75ploads/x.pdf',
    '/%2575ploads/x.pdf',
    '/%25252575ploads/x.pdf',
    '//uploads/x.pdf',
    '/./uploads/x.pdf',
    '/admin/../uploads/x.pdf',
    '/admin/..%2fuploads/x.pdf',
    '/admin%2f..%2fuploads%2fx.pdf',
    '/admin\\..\\uploads\\x.pdf',
    '/%5cuploads/x.pdf',
    '\\uploads\\x.pdf',
    '/UPLOADS/x.pdf',
    '/uploads./x.pdf',
    '/uploads%20/x.pdf',
    '/uploads%00/x.pdf',
    '/upload%C5%BF/x.pdf',
    '/%75ploads/%zz%ff',
    '/uploads/../uploads/x.pdf',
  ])('is %s', (path) => {
    expect(reachesUploads(path)).toBe(true);
  });

  it.each([
    '/',
    '/api/documents',
    '/upload',
    '/upload/files',
    '/uploadsx/a',
    '/admin/uploads',
    '/a%zz',
    '/uploads/../robots.txt',
    '/100%25',
  ])('is not %s', (path) => {
    expect(reachesUploads(path)).toBe(false);
  });

  it('is assumed where a path never stops decoding', () => {
    expect(reachesUploads(`/%${'25'.repeat(40)}41`)).toBe(true);
  });
});

describe('the one spelling that is served', () => {
  it.each(['/uploads/a_0123456789.png', '/uploads/0f.pdf', '/uploads/thumbnail_a_b.jpg'])(
    'is %s',
    (path) => {
      expect(isPlainUploadUrl(path)).toBe(true);
    },
  );

  it.each([
    '/uploads/',
    '/uploads/a/b.png',
    '/uploads/.env',
    '/uploads/a%20b.png',
    '/Uploads/a.png',
    '/uploads/a.png/',
    '/uploads//a.png',
    '/uploads/a.png\n',
  ])('is not %j', (path) => {
    expect(isPlainUploadUrl(path)).toBe(false);
  });
});

it('finds the image a format belongs to', () => {
  expect(hashOfOriginal('/uploads/thumbnail_my_photo_0123456789.png')).toBe('my_photo_0123456789');
  expect(hashOfOriginal('/uploads/photo.png')).toBeNull();
});
