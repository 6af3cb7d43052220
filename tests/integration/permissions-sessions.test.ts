import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

interface SignedIn {
  jwt: string;
  refreshToken: string;
}

async function register(name: string, password: string): Promise<SignedIn> {
  const { body } = await api(app.url).post<SignedIn>('/api/auth/local/register', {
    username: name,
    email: `${name}@example.org`,
    password,
  });
  return body;
}

function renew(refreshToken: string) {
  return api(app.url).post<SignedIn>('/api/auth/refresh', { refreshToken });
}

describe('a registered user’s session', () => {
  it('is renewed by its refresh token', async () => {
    const { refreshToken } = await register('renewing', 'Known-password-1');
    const renewed = await renew(refreshToken);
    expect(renewed.status).toBe(200);
    expect((await api(app.url).as(renewed.body.jwt).get('/api/submissions')).status).toBe(200);
  });

  it('cannot be renewed once the password has changed', async () => {
    const { jwt, refreshToken } = await register('changing', 'Known-password-1');
    const changed = await api(app.url).as(jwt).post('/api/auth/change-password', {
      currentPassword: 'Known-password-1',
      password: 'Another-password-2',
      passwordConfirmation: 'Another-password-2',
    });
    expect(changed.status).toBe(200);
    expect((await renew(refreshToken)).status).toBe(401);
  });
});
