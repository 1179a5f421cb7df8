import { ownFiles, textOf } from '../support/repository';

/*
 * A mall that is live signs and logs people in by the secret and the keys of its AppID. Advice to
 * replace them, or to switch an IP list, stops it.
 */

/** Words for replacing a secret or key, where a text speaks of one. */
const REPLACED = /重置|生成|更换|\b(reset|generate|replace)/i;
const OF_SECRETS = /密钥|AppSecret|私钥|API 安全|重置|\b(keys?|secrets?)\b/i;
/** What has to stand in the same text. */
const WARNING = /先别点重置|不要重置|不要自己生成或更换|重置一般不影响|有人在用的话，先别动/;
/** The same in the documents, in either language. */
const WARNING_OF_DOCUMENTS =
  /不用重置|不要为这件事|先问|没有人用|not (reset|have it replaced)|nothing is (generated or )?reset|nobody (signs|generates)|\bask before\b/i;
/** Keys that this product makes itself: nobody else signs with them. */
const OUR_OWN = /登记密钥|register-keys|SETTINGS_KEY/;

/** Texts of the mini-program: lines with Chinese in them that are no comments. */
function texts(): readonly string[] {
  const files = ownFiles().filter(
    (file) => file.startsWith('miniprogram/') && /\.(ts|wxml|json)$/.test(file),
  );
  return files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => /[\u4e00-\u9fff]/.test(line) && !/^\s*(\/\/|\/?\*)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

/** Paragraphs, list entries and table rows of the documents. */
function documented(): readonly string[] {
  const files = ownFiles().filter((file) => /^(docs\/)?[^/]+\.md$/.test(file));
  return files
    .filter((file) => file !== 'CHANGELOG.md')
    .flatMap((file) =>
      textOf(file)
        .replace(/\n(?![\n|#-]|\d+\. )/g, ' ')
        .split('\n')
        .map((line) => `${file}: ${line.trim()}`),
    );
}

it.each([
  ['documents', documented, 10],
  ['texts of the mini-program', texts, 3],
])('the %s speak of replacing a secret or a key only with the warning', (name, lines, most) => {
  const speaking = lines().filter((line) => REPLACED.test(line) && OF_SECRETS.test(line));
  const isWarned = (line: string): boolean =>
    WARNING.test(line) || (name === 'documents' && WARNING_OF_DOCUMENTS.test(line));
  expect(speaking.filter(isWarned).length).toBeGreaterThan(most);
  expect(speaking.filter((line) => !isWarned(line) && !OUR_OWN.test(line))).toEqual([]);
});

describe('the texts of the mini-program', () => {
  it('name whoever built the mall only beside the mall', () => {
    const built = texts().filter((line) => line.includes('做商城的人'));
    expect(built.length).toBeGreaterThan(4);
    const isOfMall = (line: string): boolean =>
      /商城的，向|商城的问|商城马上|isOwn \?|密钥向做商城的人要|问做商城的人一句/.test(line);
    expect(built.filter((line) => !isOfMall(line))).toEqual([]);
  });

  it('have an address added to an IP list, and never the list switched or emptied', () => {
    const lists = texts().filter((line) => line.includes('白名单'));
    expect(lists.filter((line) => /加进|加一行/.test(line)).length).toBeGreaterThan(1);
    expect(
      lists.filter((line) =>
        /(关掉|关闭|清空|开启|打开)\S{0,6}白名单|白名单\S{0,3}(关|清空|开启)/.test(line),
      ),
    ).toEqual([]);
  });

  it('have API 安全 left as it is', () => {
    const switched = texts().filter((line) => line.includes('开启 API 安全'));
    expect(switched.length).toBeGreaterThan(0);
    expect(switched.filter((line) => !line.includes('不要去动'))).toEqual([]);
  });
});
