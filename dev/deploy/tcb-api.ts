import { array, is, number, optional, string, type } from 'superstruct';
import { postJson } from '../../cloudfunctions/core/providers/wechat/post-json';
import { jsonAt, parsedJson } from '../check/json-text';
import type { DatabaseIndex } from './indexes';
import type { DeploySettings } from './settings';

/**
 * Calls of WeChat's official API for a cloud environment: collections
 * (developers.weixin.qq.com/miniprogram/dev/server/API/cloudbase/database), indexes
 * (…/wxcloud/reference-http-api/database/updateIndex), a function's time-out and environment
 * (…/Third-party_Platforms/2.0/api/cloudbase/common/uploadFuncConfig, type 3, documented for a
 * third-party platform's token only), functions (…/cloudbase-common/scf-management/getFuntionList).
 * Timers are made by miniprogram-ci. No API sets a collection's access rule, and no documented API
 * sets a function's memory.
 */
export type TcbApi = ReturnType<typeof createTcbApi>;

const TIMEOUT_MS = 20_000;
const PAGE = 100;
/** Value of `type` in `uploadfuncconfig` for time-out and environment variables. */
const ENVIRONMENT_CONFIG = 3;

const refusal = type({ errcode: number(), errmsg: optional(string()) });
const tokenAnswer = type({ access_token: string() });
const named = array(type({ name: string() }));

/** Creates the API. The access token is fetched at the first call. */
export function createTcbApi(
  { appId, appSecret, apiBaseUrl, cloudEnvironment: env }: DeploySettings,
  post = postJson,
) {
  let token: string | null = null;
  let collections: readonly string[] | null = null;

  const ask = async (path: string, body: object): Promise<unknown> => {
    const name = path.replace(/\?.*/, '');
    const text = await post(`${apiBaseUrl}${path}`, body, TIMEOUT_MS).catch((cause: unknown) => {
      throw new Error(`${name} did not answer: is ${apiBaseUrl} within reach?`, { cause });
    });
    const answer = parsedJson(text);
    // The message does not quote the answer, which may contain a token.
    if (answer === undefined) throw new Error(`${name} answered something that is no JSON.`);
    if (is(answer, refusal) && answer.errcode !== 0)
      throw new Error(`${name} answered ${answer.errcode}: ${answer.errmsg ?? 'no reason'}`);
    return answer;
  };
  const fetchToken = async (): Promise<string> => {
    if (appSecret === null)
      throw new Error('Collections, indexes and time-outs need the AppSecret.');
    const asked = { grant_type: 'client_credential', appid: appId, secret: appSecret };
    const answer = await ask('/cgi-bin/stable_token', asked);
    if (!is(answer, tokenAnswer))
      throw new Error('/cgi-bin/stable_token answered without a token.');
    return answer.access_token;
  };
  const call = async (name: string, body: object): Promise<unknown> => {
    token ??= await fetchToken();
    return ask(`/tcb/${name}?access_token=${encodeURIComponent(token)}`, { env, ...body });
  };

  /** Lists the names in a field of a paged API. @throws Error when a page is unreadable */
  const listAll = async (name: string, field: string): Promise<readonly string[]> => {
    const all: string[] = [];
    for (;;) {
      const page = jsonAt(await call(name, { limit: PAGE, offset: all.length }), field);
      if (!is(page, named)) throw new Error(`/tcb/${name} answered no list.`);
      all.push(...page.map((one) => one.name));
      if (page.length < PAGE) return all;
    }
  };
  const listCollections = () => listAll('databasecollectionget', 'collections');

  return {
    /** Lists the existing collections and functions, named `collection …` and `function …`. */
    inEnvironment: async () => {
      collections ??= await listCollections();
      const functions = await listAll('listfunctions', 'functions');
      return [
        ...collections.map((name) => `collection ${name}`),
        ...functions.map((name) => `function ${name}`),
      ];
    },
    haveCollection: async (name: string) => {
      collections ??= await listCollections();
      if (!collections.includes(name))
        await call('databasecollectionadd', { collection_name: name });
    },
    /** Creates an index, unless one of that name exists. */
    haveIndex: async ({ collection, name, keys }: DatabaseIndex) => {
      const body = {
        collection_name: collection,
        create_indexes: [{ name, unique: false, keys }],
        drop_indexes: [],
      };
      await call('updateindex', body).catch((error: unknown) => {
        // Only an existing index is no error; others, such as a missing collection, are thrown.
        if (!/\balready exist/i.test(String(error))) throw error;
      });
    },
    configureFunction: async (
      name: string,
      timeoutSeconds: number,
      environment: Readonly<Record<string, string>>,
    ) => {
      const variables = Object.entries(environment).map(([key, value]) => ({ key, value }));
      const config = {
        timeout: timeoutSeconds,
        ...(variables.length === 0 ? {} : { environment: variables }),
      };
      await call('uploadfuncconfig', {
        type: ENVIRONMENT_CONFIG,
        function_name: name,
        config: JSON.stringify(config),
      });
    },
  };
}
