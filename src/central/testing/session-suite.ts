import { constants, publicEncrypt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helloSchema, recoverKeyAnswerSchema, signInAnswerSchema, type SignInAnswer } from '#contract/wire.ts';
import { lockAfter } from '../identity/local-accounts.ts';
import { ACCESS_MS, SHIFT_MS } from '../identity/sessions.ts';
import { NOW, PASSPHRASE } from './council.ts';
import { startTestCentre, type TestCentre } from './centre.ts';
import { deskOf, failureOf, post, signIn, versions } from './desk.ts';
import type { OpenTestStore } from './stores.ts';

const seal = (publicKey: string, content: unknown): string =>
  publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, Buffer.from(JSON.stringify(content))).toString('base64');

export function sessionSuite(open: OpenTestStore): void {
  describe('sign-in and sessions', () => {
    let centre: TestCentre;
    beforeAll(async () => { centre = await startTestCentre(open, { demoPassphrase: PASSPHRASE }); }, 120_000);
    afterAll(() => centre.close());

    const refresh = (refreshToken: string, deviceId = 'device-of-amina'): Promise<Response> =>
      post(centre.base, '/v1/refresh', { ...versions, refreshToken, deviceId });
    const answerOf = async (response: Response): Promise<SignInAnswer> => signInAnswerSchema.parse(await response.json());

    it('says who answers, and in a demo who there is to choose from', async () => {
      const hello = helloSchema.parse(await (await fetch(`${centre.base}/v1/hello`)).json());
      expect(hello).toMatchObject({ ...versions, council: { id: 'harrowmere', name: 'Harrowmere' }, demoPassphrase: PASSPHRASE });
      expect(hello.demoPeople).toContainEqual({ username: 'amina', name: 'Name of amina', post: 'customer-service-operative', siteName: 'Mere Street Hub' });
    });

    it('signs in by name in any case, and not by a wrong passphrase or an unknown name, which answer alike', async () => {
      expect((await answerOf(await signIn(centre.base, 'Amina', PASSPHRASE))).staff.id).toBe('amina');
      const [wrong, unknown] = [await failureOf(await signIn(centre.base, 'amina', 'wrong')), await failureOf(await signIn(centre.base, 'nobody', PASSPHRASE))];
      expect(wrong).toMatchObject({ status: 401, code: 'wrong-passphrase' });
      expect(unknown).toEqual(wrong);
    });

    it('locks a name for a minute after five wrong tries, longer after more, and opens it to the right one', async () => {
      for (let tries = 0; tries < 5; tries += 1) {
        expect(await failureOf(await signIn(centre.base, 'tom', 'wrong'))).toMatchObject({ code: 'wrong-passphrase' });
      }
      expect(await failureOf(await signIn(centre.base, 'tom', PASSPHRASE))).toMatchObject({ status: 429, code: 'too-many-tries', details: { seconds: 60 } });
      centre.clock.now += 60_000;
      expect(await failureOf(await signIn(centre.base, 'tom', 'wrong'))).toMatchObject({ code: 'wrong-passphrase' });
      expect(await failureOf(await signIn(centre.base, 'tom', PASSPHRASE))).toMatchObject({ code: 'too-many-tries', details: { seconds: 120 } });
      centre.clock.now += 120_000;
      expect((await signIn(centre.base, 'tom', PASSPHRASE)).status).toBe(200);
      expect(await failureOf(await signIn(centre.base, 'tom', 'wrong'))).toMatchObject({ code: 'wrong-passphrase' });
      expect((await signIn(centre.base, 'tom', PASSPHRASE)).status).toBe(200);
      expect([4, 5, 6, 7, 100].map(lockAfter)).toEqual([0, 60_000, 120_000, 240_000, 900_000]);
      centre.clock.now = NOW;
    });

    it('counts guesses sent side by side, each', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, async () => (await failureOf(await signIn(centre.base, 'governance', 'wrong'))).code));
      expect(answers.filter((code) => code === 'wrong-passphrase')).toHaveLength(5);
      expect(answers.filter((code) => code === 'too-many-tries')).toHaveLength(7);
    });

    it('ends a token after minutes and a shift after hours, and refreshes in between', async () => {
      const desk = await deskOf(centre.base, 'amina');
      expect((await desk.get('/v1/head?after=0')).status).toBe(200);
      centre.clock.now = NOW + ACCESS_MS + 1000;
      expect(await failureOf(await desk.get('/v1/head?after=0'))).toMatchObject({ status: 401, code: 'signed-out' });
      const next = await answerOf(await refresh(desk.signedIn.refreshToken));
      expect(next.tokenExpiresAt).toBe(centre.clock.now + ACCESS_MS);
      expect((await post(centre.base, '/v1/pull', { ...versions, epoch: next.epoch, cursor: 0 }, next.token)).status).toBe(200);
      centre.clock.now = NOW + SHIFT_MS + 1000;
      expect(await failureOf(await refresh(next.refreshToken))).toMatchObject({ status: 401, code: 'signed-out' });
      centre.clock.now = NOW;
    });

    it('lets a desk whose answer was lost refresh again, and ends the shift of a copied token', async () => {
      const first = (await deskOf(centre.base, 'amina')).signedIn.refreshToken;
      const lost = (await answerOf(await refresh(first))).refreshToken;
      const second = (await answerOf(await refresh(first))).refreshToken;
      expect(await failureOf(await refresh(lost))).toMatchObject({ code: 'signed-out' });
      const third = (await answerOf(await refresh(second))).refreshToken;
      expect(await failureOf(await refresh(first))).toMatchObject({ code: 'signed-out' });
      expect(await failureOf(await refresh(third))).toMatchObject({ code: 'signed-out' });
    });

    it('refreshes only on the desk that signed in', async () => {
      const { signedIn } = await deskOf(centre.base, 'amina');
      expect(await failureOf(await refresh(signedIn.refreshToken, 'device-of-tom'))).toMatchObject({ code: 'signed-out' });
    });

    it('ends the access of somebody who has left the council’s staff', async () => {
      const desk = await deskOf(centre.base, 'acting');
      await centre.store.transaction((transaction) => transaction.query('DELETE FROM staff WHERE council = $1 AND id = $2', [centre.store.council, 'acting']));
      expect(await failureOf(await desk.get('/v1/head?after=0'))).toMatchObject({ status: 401, code: 'signed-out' });
      expect(await failureOf(await refresh(desk.signedIn.refreshToken, 'device-of-acting'))).toMatchObject({ status: 401, code: 'unknown-person' });
      expect(await failureOf(await signIn(centre.base, 'acting', PASSPHRASE))).toMatchObject({ status: 401, code: 'unknown-person' });
    });

    it('opens a sealed key for the person and the desk it was sealed for, and keeps a record of each try', async () => {
      const [desk, elsewhere, leader] = [await deskOf(centre.base, 'amina'), await deskOf(centre.base, 'amina', 'another-desk'), await deskOf(centre.base, 'leader', 'device-of-amina')];
      const sealed = seal(desk.signedIn.escrowKey, { key: 'a2V5', deviceId: desk.deviceId, staffId: 'amina' });
      const recover = (by: typeof desk, body: object) => by.post('/v1/recover-key', { deviceId: by.deviceId, sealed, ...body });
      expect(recoverKeyAnswerSchema.parse(await (await recover(desk, {})).json())).toEqual({ key: 'a2V5' });
      for (const response of [
        await recover(elsewhere, {}), await recover(leader, {}), await recover(elsewhere, { deviceId: desk.deviceId }),
        await recover(desk, { sealed: 'bm90IHNlYWxlZA==' }), await recover(desk, { sealed: seal(desk.signedIn.escrowKey, 'something else') }),
      ]) expect(await failureOf(response)).toMatchObject({ status: 403, code: 'not-allowed' });
      const { rows } = await centre.store.query(`SELECT detail ->> 'status' AS status FROM audit WHERE council = $1 AND action = 'recover-key' ORDER BY n`, [centre.store.council]);
      expect(rows.map((row) => row['status'])).toEqual(['opened', 'refused', 'refused', 'refused', 'refused', 'refused']);
    });

    it('refuses whatever comes without a sign-in, or with one that is not ours', async () => {
      const { token } = await deskOf(centre.base, 'amina');
      const [header, payload, signature = ''] = token.split('.');
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${String(payload)}.`;
      const changed = `${String(header)}.${String(payload)}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      for (const bad of [undefined, 'nonsense', unsigned, changed]) {
        const headers: Record<string, string> = bad === undefined ? {} : { authorization: `Bearer ${bad}` };
        expect(await failureOf(await fetch(`${centre.base}/v1/head?after=0`, { headers }))).toMatchObject({ status: 401, code: 'signed-out' });
        for (const path of ['/v1/pull', '/v1/snapshot', '/v1/push', '/v1/recover-key']) {
          expect(await failureOf(await post(centre.base, path, {}, bad))).toMatchObject({ status: 401, code: 'signed-out' });
        }
      }
    });

    it('tells a desk that is too old or too new so, before it reads anything else', async () => {
      const desk = await deskOf(centre.base, 'amina');
      for (const path of ['/v1/sign-in', '/v1/refresh', '/v1/pull', '/v1/snapshot', '/v1/push']) {
        expect(await failureOf(await desk.post(path, { ...versions, protocol: 0 }))).toMatchObject({ status: 426, code: 'too-old' });
        expect(await failureOf(await desk.post(path, { ...versions, schema: versions.schema + 1 }))).toMatchObject({ status: 409, code: 'too-new' });
        expect(await failureOf(await desk.post(path, {}))).toMatchObject({ status: 400, code: 'bad-input' });
      }
    });

    it('answers what it can’t read with a sentence that repeats nothing of it', async () => {
      const response = await failureOf(await post(centre.base, '/v1/sign-in', { ...versions, username: 'amina', passphrase: 4711, deviceId: 'device-of-amina' }));
      expect(response).toMatchObject({ status: 400, code: 'bad-input' });
      expect(response.sentence).toContain('passphrase');
      expect(JSON.stringify(response)).not.toContain('4711');
      expect(await failureOf(await signIn(centre.base, 'am\0ina', PASSPHRASE))).toMatchObject({ status: 400, code: 'bad-input' });
      expect(await failureOf(await fetch(`${centre.base}/v1/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"half' }))).toMatchObject({ status: 400, code: 'bad-input' });
      expect(await failureOf(await fetch(`${centre.base}/v2/anything`))).toMatchObject({ status: 404, code: 'not-found' });
    });
  });
}
