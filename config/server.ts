import { readSettings } from '../src/settings';

export default () => {
  const settings = readSettings(process.env);
  return {
    host: settings.host,
    port: settings.port,
    url: settings.publicUrl,
    // Trusting `X-Forwarded-*` without a proxy would let any caller choose the address that limits count. So would the
    // beginning of the list behind one: a proxy adds the address it sees to what the caller sent.
    proxy: { koa: settings.isProxied, maxIpsCount: settings.trustedProxies },
    app: { keys: settings.secrets.APP_KEYS?.split(',').map((key) => key.trim()) },
    dirs: { public: settings.publicFolder },
    // Longer than proxies keep a connection they are not using (60 s at nginx and most load balancers). Node's five
    // seconds would now and then close one at the very moment at which the proxy sends a request by it: a 502.
    http: { serverOptions: { keepAliveTimeout: 65_000 } },
    cron: { enabled: true },
    // The update check asks the npm registry; the start-up table greets with a link to an outside site.
    logger: {
      config: { level: settings.logLevel },
      updates: { enabled: false },
      startup: { enabled: false },
    },
    mcp: { enabled: false },
  };
};
