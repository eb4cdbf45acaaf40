import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Fixture, get, SECRET_TEXT, signIn, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

const tokenPath = () => {
  const { pathname, search } = new URL(fixture.server.invite());
  return pathname + search;
};

describe('token and session', () => {
  test('without a token nothing is served', async () => {
    for (const path of ['/', '/index.html', '/assets/app.js', '/nowhere']) {
      const reply = await get(fixture.port, path);
      expect(reply.status).toBe(403);
      expect(reply.body).toContain('not signed in');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  test('a wrong token is refused, whatever its length', async () => {
    const right = tokenPath();
    for (const path of ['/?token=', '/?token=x', `${right}x`, right.slice(0, -1), `/?token=${'A'.repeat(43)}`])
      expect((await get(fixture.port, path)).status).toBe(403);
    expect((await get(fixture.port, right)).status).toBe(303);
  });

  test('a token opens once, and is exchanged for a cookie that scripts and other sites cannot use', async () => {
    const path = tokenPath();
    const first = await get(fixture.port, path);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['cache-control']).toBe('no-store');
    const cookie = first.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^descent-[\w-]{8}=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(new URLSearchParams(path.slice(2)).get('token'));
    expect((await get(fixture.port, path)).status).toBe(403);
    const page = await get(fixture.port, '/', { Cookie: cookie.split(';')[0] ?? '' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Descent</title>');
  });

  test('asking for the head of the page does not use up the token', async () => {
    const path = tokenPath();
    expect((await get(fixture.port, path, {}, 'HEAD')).status).toBe(403);
    expect((await get(fixture.port, path)).status).toBe(303);
  });

  test('a token works at the start page only', async () => {
    expect((await get(fixture.port, tokenPath().replace('/?', '/index.html?'))).status).toBe(403);
  });

  test('a cookie that is not ours is refused', async () => {
    const cookie = await signIn(fixture);
    const [name, value] = cookie.split('=') as [string, string];
    for (const wrong of [`${name}=`, `${name}=${value.slice(1)}A`, `x${cookie}`, `${name}=${value}${value}`])
      expect((await get(fixture.port, '/', { Cookie: wrong })).status).toBe(403);
    expect((await get(fixture.port, '/', { Cookie: `other=1; ${cookie}` })).status).toBe(200);
  });

  test('a session outlives a restart on the same home, a token does not', async () => {
    const cookie = await signIn(fixture);
    const unused = tokenPath();
    await fixture.restart();
    expect((await get(fixture.port, '/', { Cookie: cookie })).status).toBe(200);
    expect((await get(fixture.port, unused)).status).toBe(403);
  });

  test('another home has another session', async () => {
    const other = await startFixture();
    const cookie = await signIn(fixture);
    expect((await get(other.port, '/', { Cookie: cookie })).status).toBe(403);
    await other.close();
  });

  test.skipIf(process.platform === 'win32')('only its owner can read the secret', async () => {
    expect((await stat(join(fixture.home, 'server-secret'))).mode & 0o777).toBe(0o600);
  });

  test('a navigation from elsewhere is sent on once, a second one without a session is refused', async () => {
    const elsewhere = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'cross-site' };
    const bounced = await get(fixture.port, '/', elsewhere);
    expect(bounced.status).toBe(200);
    expect(bounced.body).toContain('http-equiv="refresh"');
    expect(bounced.body).not.toContain('script');
    const again = await get(fixture.port, '/', { ...elsewhere, 'Sec-Fetch-Site': 'same-origin' });
    expect(again.status).toBe(403);
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
    const cookie = await signIn(fixture);
    for (const Host of foreign(fixture.port))
      expect((await get(fixture.port, '/', { Host, Cookie: cookie })).status, Host).toBe(403);
    for (const Host of ['127.0.0.1', 'localhost', 'LOCALHOST:8022', `127.0.0.1:${fixture.port}`, '[::1]:9000'])
      expect((await get(fixture.port, '/', { Host, Cookie: cookie })).status, Host).toBe(200);
  });

  test('a foreign host learns nothing, and uses up no token', async () => {
    const path = tokenPath();
    const reply = await get(fixture.port, path, { Host: 'example.com' });
    expect(reply.status).toBe(403);
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect((await get(fixture.port, path)).status).toBe(303);
  });

  test('an origin that differs from the host is refused', async () => {
    const cookie = await signIn(fixture);
    const { port } = fixture;
    const wrong = ['null', 'http://example.com', `http://localhost:${port}`, `https://127.0.0.1:${port}`];
    for (const Origin of [...wrong, `http://127.0.0.1:${port + 1}`, `http://127.0.0.1:${port}.example.com`]) {
      expect((await get(port, '/', { Cookie: cookie, Origin })).status, Origin).toBe(403);
      expect(await connect(port, { Cookie: cookie, Origin }), Origin).toBe(403);
    }
    expect((await get(port, '/', { Cookie: cookie, Origin: `http://127.0.0.1:${port}` })).status).toBe(200);
  });

  test('a WebSocket needs the cookie, an origin, and the right path', async () => {
    const cookie = await signIn(fixture);
    const Origin = fixture.server.address;
    expect(await connect(fixture.port, { Origin })).toBe(403);
    expect(await connect(fixture.port, { Cookie: cookie })).toBe(403);
    expect(await connect(fixture.port, { Cookie: cookie, Origin }, '/elsewhere')).toBe(403);
    expect(await connect(fixture.port, { Cookie: cookie, Origin: 'http://example.com', Host: 'example.com' })).toBe(
      403,
    );
    const socket = await connect(fixture.port, { Cookie: cookie, Origin });
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
    const cookie = await signIn(fixture);
    const reply = await get(fixture.port, path, { Cookie: cookie });
    expect(reply.body).not.toContain(SECRET_TEXT);
    expect(reply.status).toBe(404);
  });

  test('only reading is possible', async () => {
    const cookie = await signIn(fixture);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
      expect((await get(fixture.port, '/', { Cookie: cookie }, method)).status).toBe(405);
  });

  test('every response, refusals too, carries the security headers', async () => {
    const cookie = await signIn(fixture);
    const replies = [
      await get(fixture.port, '/', { Cookie: cookie }),
      await get(fixture.port, '/assets/app.js', { Cookie: cookie }),
      await get(fixture.port, '/nowhere', { Cookie: cookie }),
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
    const cookie = await signIn(fixture);
    const { headers } = await get(fixture.port, '/', { Cookie: cookie, Host: 'localhost:9022' });
    expect(headers['content-security-policy']).toContain("connect-src 'self' ws://localhost:9022");
  });

  test('a refusal is told in the reader’s language', async () => {
    const reply = await get(fixture.port, '/', { 'Accept-Language': 'zh-CN,zh;q=0.9' });
    expect(reply.body).toContain('尚未登录');
  });
});
