import {
  isPlainForm,
  mentionsMultipart,
  multipartDoors,
} from '../../src/plugins/review/server/src/file/multipart-routes';

const doorOf = multipartDoors('/api');

describe('a form', () => {
  it.each([
    ['POST', '/api/submissions/documents', 'contentApi'],
    ['POST', '/API/Submissions/documents/', 'contentApi'],
    ['PUT', '/api/submissions/x1', 'contentApi'],
    ['POST', '/api/upload', 'contentApi'],
    ['POST', '/upload', 'admin'],
    ['POST', '/upload/files', 'admin'],
    ['PUT', '/upload/files/7', 'admin'],
    ['POST', '/upload/files/7/replace', 'admin'],
    ['POST', '/admin/project-settings', 'admin'],
  ])('may come in by %s %s', (method, path, door) => {
    expect(doorOf(method, path)).toBe(door);
  });

  it.each([
    ['POST', '/'],
    ['POST', '/api/documents'],
    ['PUT', '/api/documents/x'],
    ['GET', '/api/upload'],
    ['PUT', '/api/submissions/documents/x'],
    ['POST', '/api/submissions'],
    ['POST', '/api//submissions/documents'],
    ['POST', '/api/%73ubmissions/documents'],
    ['POST', '/api/submissions/documents//'],
    ['POST', '/upload/actions/bulk-delete'],
    ['POST', '/review/submissions/1/decision'],
    ['POST', '/api/auth/local'],
    ['POST', '/apixsubmissions/documents'],
  ])('may not come in by %s %s', (method, path) => {
    expect(doorOf(method, path)).toBeNull();
  });
});

describe('the content type of a form', () => {
  it.each([
    'multipart/form-data; boundary=----WebKitFormBoundaryABC123',
    'Multipart/Form-Data;boundary="a b"',
    'multipart/form-data; boundary=abc; charset=utf-8',
  ])('is %s', (contentType) => {
    expect(isPlainForm(contentType)).toBe(true);
  });

  it.each([
    'multipart/related; boundary=a',
    'multipart/mixed; boundary=a',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=a; boundary=b',
    'multipart/form-data; x=application/octet-stream; boundary=a',
    'application/json; x=multipart/form-data; boundary=a',
    `multipart/form-data; boundary=${'a'.repeat(71)}`,
  ])('is not %s', (contentType) => {
    expect(mentionsMultipart(contentType)).toBe(true);
    expect(isPlainForm(contentType)).toBe(false);
  });

  it('is not mentioned by other bodies', () => {
    expect(mentionsMultipart('application/json')).toBe(false);
  });
});
