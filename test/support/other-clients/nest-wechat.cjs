/** Gets a token, places, moves and reads an order by nest-wechat. Prints the answers as JSON. */
const { createRequire } = require('node:module');
const path = require('node:path');
const { move, order, reference } = require('./order.cjs');

const [installed, appId, secret] = process.argv.slice(2);
const requireClient = createRequire(path.join(installed, 'package.json'));
requireClient('reflect-metadata');
const { MiniProgramService } = requireClient('nest-wechat');
// nest-wechat lacks test_update_order, so its own HTTP client sends it.
const { default: axios } = createRequire(requireClient.resolve('nest-wechat'))('axios');

async function main() {
  const wechat = new MiniProgramService({ appId, secret });
  const token = (await wechat.getAccessToken()).data;
  const orderId = 'nest-wechat-1';
  const placed = (await wechat.expressLocalAddLocalOrder(order(orderId), token.access_token)).data;
  const url = `https://api.weixin.qq.com/cgi-bin/express/local/business/test_update_order?access_token=${token.access_token}`;
  const moved = (await axios.post(url, move(orderId, 301))).data;
  const read = (await wechat.expressLocalGetLocalOrder(reference(orderId), token.access_token))
    .data;
  process.stdout.write(JSON.stringify({ token, placed, moved, read }));
}

void main();
