import { buildAdmin } from './admin-build';
import { main } from './processes';

/** `npm run build`: the whole application for `npm start`. The server is compiled before any command runs. */
void main(async () => {
  await buildAdmin();
  return 0;
});
