import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { INVITED_FOR_MS, Sessions } from '#electron/server/sessions.ts';
import { CLOSED, INVITE_FRAGMENT, INVITE_PATH, Invitation, SESSION_HEADER } from '#shared/contract/wire.ts';
import {
  connect,
  connectStranger,
  type Fixture,
  get,
  newSecret,
  newToken,
  type Reply,
  SECRET_TEXT,
  sayHello,
  signIn,
  startFixture,
} from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

/** The headers of our own page. */
const own = (secret: string) => ({ Origin: fixture.server.address, [SESSION_HEADER]: secret });

const invited = async (headers: Record<string, string>, method = 'POST'): Promise<Reply> =>
  get(fixture.port, INVITE_PATH, headers, method);

describe('the page and its session', () => {
  test('the files of the page are anybody’s on this machine; they hold no secret, and no response sets a cookie', async () => {
    await signIn(fixture);
    for (const path of ['/', '/index.html', '/assets/app.js', '/nowhere', INVITE_PATH]) {
      const reply = await get(fixture.port, path);
      expect(reply.headers['set-cookie'], path).toBeUndefined();
      expect(reply.status).toBe(path === '/nowhere' || path === INVITE_PATH ? 404 : 200);
    }
    expect((await invited(own(fixture.server.secret))).headers['set-cookie']).toBeUndefined();
  });

  test('an address with an invitation carries its token where no browser sends it', () => {
    const { pathname, search, hash } = new URL(fixture.server.invite());
    expect({ pathname, search }).toEqual({ pathname: '/', search: '' });
    expect(hash).toMatch(/^#invite=[\w-]{43}$/);
  });

  test('a second browser is invited from the first, once and for a while', async () => {
    const reply = await invited(own(await signIn(fixture)));
    expect(reply.status).toBe(201);
    expect(reply.headers['cache-control']).toBe('no-store');
    const { url, minutes } = Invitation.parse(JSON.parse(reply.body));
    expect(url.startsWith(`${fixture.server.address}/${INVITE_FRAGMENT}`)).toBe(true);
    expect(minutes).toBe(10);
    const come = async () =>
      sayHello(await connectStranger(fixture), {
        invitation: { token: url.split(INVITE_FRAGMENT)[1], secret: newSecret() },
      });
    expect(await come()).toBe('invited');
    expect(await come()).toBe(CLOSED.notWelcome);
  });

  test('behind a tunnel it is invited to the tunnel’s port', async () => {
    const Host = 'localhost:9022';
    const socket = await connect(fixture.port, { Host, Origin: `http://${Host}` });
    const secret = newSecret();
    const hello = { invitation: { token: newToken(fixture), secret } };
    expect(typeof socket === 'number' ? socket : await sayHello(socket, hello)).toBe('invited');
    const reply = await invited({ Host, Origin: `http://${Host}`, [SESSION_HEADER]: secret });
    expect(JSON.parse(reply.body).url).toContain(`http://${Host}/${INVITE_FRAGMENT}`);
  });

  test('nobody else is given an invitation', async () => {
    const secret = await signIn(fixture);
    const { address } = fixture.server;
    for (const headers of [
      {},
      { Origin: address },
      { Origin: address, [SESSION_HEADER]: '' },
      { Origin: address, [SESSION_HEADER]: `${secret}x` },
      { Origin: address, Cookie: `${SESSION_HEADER}=${secret}` },
      { [SESSION_HEADER]: secret },
      { [SESSION_HEADER]: secret, Origin: 'null' },
      { [SESSION_HEADER]: secret, Origin: `http://127.0.0.1:${fixture.port + 1}` },
      { [SESSION_HEADER]: secret, Origin: 'http://example.com', Host: 'example.com' },
      { [SESSION_HEADER]: secret, Origin: `http://localhost:${fixture.port}`, Host: `localhost:${fixture.port}` },
    ])
      expect((await invited(headers)).status, JSON.stringify(headers)).toBe(403);
    await fixture.restart();
    expect((await invited(own(secret))).status).toBe(403);
  });

  test('an invitation that nobody used in time is void; the one of the start waits as long as the server runs', () => {
    const sessions = new Sessions();
    const come = (token: string) => sessions.admit({ invitation: { token, secret: newSecret() } }, 'h');
    const now = vi.spyOn(performance, 'now');
    now.mockReturnValue(0);
    const [first, later, used] = [sessions.invite(), sessions.invite(INVITED_FOR_MS), sessions.invite(INVITED_FOR_MS)];
    now.mockReturnValue(INVITED_FOR_MS - 1);
    expect(come(used)).toBe('invited');
    now.mockReturnValue(INVITED_FOR_MS + 1);
    expect(come(later)).toBeNull();
    now.mockReturnValue(1000 * INVITED_FOR_MS);
    expect(come(first)).toBe('invited');
    now.mockRestore();
  });
});

describe('of many sessions', () => {
  test('the server’s own and those in use stay, and the one longest unused ends', () => {
    const sessions = new Sessions();
    const begin = () => {
      const secret = newSecret();
      expect(sessions.admit({ invitation: { token: sessions.invite(), secret } }, 'h')).toBe('invited');
      return secret;
    };
    const own = sessions.begin('h');
    const [used, unused] = [begin(), begin()];
    for (let i = 0; i < 62; i++) begin();
    expect(sessions.accepts(used, 'h')).toBe(true);
    begin();
    expect([own, used, unused].map(secret => sessions.accepts(secret, 'h'))).toEqual([true, true, false]);
    expect(sessions.accepts(own, 'other')).toBe(false);
  });
});

describe('host and origin', () => {
  const foreign = (port: number) => [
    'example.com',
    `example.com:${port}`,
    `localhost.example.com:${port}`,
    `127.0.0.1.example.com:${port}`,
    `127.0.0.1:${port}.example.com`,
    `127.0.0.2:${port}`,
    `0.0.0.0:${port}`,
    `user@localhost:${port}`,
  ];

  test('only names of this machine are answered to', async () => {
    for (const Host of foreign(fixture.port)) expect((await get(fixture.port, '/', { Host })).status, Host).toBe(403);
    for (const Host of ['127.0.0.1', 'localhost', 'LOCALHOST:8022', `127.0.0.1:${fixture.port}`, '[::1]:9000'])
      expect((await get(fixture.port, '/', { Host })).status, Host).toBe(200);
  });

  test('a foreign host learns nothing', async () => {
    const reply = await get(fixture.port, '/', { Host: 'example.com' });
    expect(reply.status).toBe(403);
    expect(reply.body).not.toContain('<title>');
  });

  test('an origin that differs from the host is refused', async () => {
    const { port } = fixture;
    const wrong = ['null', 'http://example.com', `http://localhost:${port}`, `https://127.0.0.1:${port}`];
    for (const Origin of [...wrong, `http://127.0.0.1:${port + 1}`, `http://127.0.0.1:${port}.example.com`]) {
      expect((await get(port, '/', { Origin })).status, Origin).toBe(403);
      expect(await connect(port, { Origin }), Origin).toBe(403);
    }
    expect((await get(port, '/', { Origin: `http://127.0.0.1:${port}` })).status).toBe(200);
  });

  test('a WebSocket needs an origin and the right path, before anything is said', async () => {
    const Origin = fixture.server.address;
    expect(await connect(fixture.port, {})).toBe(403);
    expect(await connect(fixture.port, { Origin }, '/elsewhere')).toBe(403);
    expect(await connect(fixture.port, { Origin: 'http://example.com', Host: 'example.com' })).toBe(403);
    const socket = await connect(fixture.port, { Origin });
    expect(typeof socket).toBe('object');
    if (typeof socket === 'object') socket.terminate();
  });

  test('the server listens on 127.0.0.1 alone', () => {
    expect(new URL(fixture.server.address).hostname).toBe('127.0.0.1');
  });
});

describe('what is served', () => {
  const climbs = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/assets/..%00/secret.txt',
    '/..;/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '//secret.txt',
    '/.//../secret.txt',
    'http://127.0.0.1/../secret.txt',
    '/%',
    '/%zz',
  ];

  test.each(climbs)('no path leads out of the page: %s', async path => {
    const reply = await get(fixture.port, path, {});
    expect(reply.body).not.toContain(SECRET_TEXT);
    expect(reply.status).toBe(404);
  });

  test('only reading is possible', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
      expect((await get(fixture.port, '/', {}, method)).status).toBe(405);
  });

  test('every response, refusals too, carries the security headers', async () => {
    const replies = [
      await get(fixture.port, '/', {}),
      await get(fixture.port, '/assets/app.js', {}),
      await get(fixture.port, '/nowhere', {}),
      await get(fixture.port, '/'),
      await get(fixture.port, '/', { Host: 'example.com' }),
    ];
    for (const { headers } of replies) {
      const policy = String(headers['content-security-policy']);
      for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(policy.split('; ')).toContain(rule);
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|example/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  test('behind a tunnel the policy lets the page speak to the tunnel’s port', async () => {
    const { headers } = await get(fixture.port, '/', { Host: 'localhost:9022' });
    expect(headers['content-security-policy']).toContain("connect-src 'self' ws://localhost:9022");
  });

  test('a refusal is told in the reader’s language', async () => {
    const reply = await invited({ Origin: fixture.server.address, 'Accept-Language': 'zh-CN,zh;q=0.9' });
    expect(reply.body).toContain('未获准');
  });
});
