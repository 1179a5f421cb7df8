/** Gets a token, places, moves and reads an order by node-easywechat. Prints JSON answers. */
const { createRequire } = require('node:module');
const path = require('node:path');
const { move, order, reference } = require('./order.cjs');

const [installed, appId, secret] = process.argv.slice(2);
const requireClient = createRequire(path.join(installed, 'package.json'));
// The package's index names a file in another case, so some disks do not find it.
const MiniApp = requireClient('node-easywechat/dist/MiniApp/Application');

const BUSINESS = '/cgi-bin/express/local/business';

async function main() {
  const app = new MiniApp({ app_id: appId, secret, use_stable_access_token: true });
  const client = app.getClient();
  const send = async (call, json) =>
    (await client.postJson(`${BUSINESS}/${call}`, json)).toObject();
  const token = { access_token: await app.getAccessToken().getToken() };
  const orderId = 'node-easywechat-1';
  const placed = await send('order/add', order(orderId));
  const moved = await send('test_update_order', move(orderId, 301));
  const read = await send('order/get', reference(orderId));
  process.stdout.write(JSON.stringify({ token, placed, moved, read }));
}

void main();
