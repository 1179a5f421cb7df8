import { numberOf, textOf, type Options } from '../values';
import { asyncApis } from './api';
import { askHost } from './ask-host';

/** Greatest number of documents that one read of a client returns, as WeChat documents. */
const MOST_READ = 20;

/**
 * Implements `wx.cloud.database()`. If the collection's access rule allows it, a client reads, adds
 * documents with its `_openid`, and removes its own. Values are those of JSON.
 */
export function createClientDatabase(): Options {
  return { collection: (name: unknown) => collectionApi(textOf(name)) };
}

function collectionApi(collection: string): Options {
  const reading = (limit: number): Options =>
    asyncApis(
      { get: async () => ({ data: await ask({ operation: 'get', collection, limit }) }) },
      'collection.',
    );
  const add = async ({ data }: Options): Promise<Options> => ({
    _id: await ask({ operation: 'add', collection, data }),
  });
  const remove = async (id: string): Promise<Options> => ({
    stats: { removed: await ask({ operation: 'remove', collection, id }) },
  });
  return {
    ...reading(MOST_READ),
    ...asyncApis({ add }, 'collection.'),
    limit: (limit: unknown) => reading(numberOf(limit, MOST_READ)),
    doc: (id: unknown) => asyncApis({ remove: () => remove(textOf(id)) }, 'document.'),
  };
}

async function ask(request: Options): Promise<unknown> {
  return (await askHost('/database', request, 'data'))['data'];
}
