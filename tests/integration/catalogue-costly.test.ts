import { askOfMany } from '../../src/api/catalogue/database/ask';
import { startApp, type TestApp } from '../helpers/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

it('a question that takes too long is given up, and its connection is fit for the next', async () => {
  const begun = Date.now();
  await expect(askOfMany(app.strapi, 'select pg_sleep(30)')).rejects.toMatchObject({
    code: 'busy',
    status: 503,
    message: expect.stringMatching(/took longer than 10 seconds .* Narrow it/) as string,
  });
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect(await askOfMany(app.strapi, 'select 1 as one')).toEqual([{ one: 1 }]);
});
