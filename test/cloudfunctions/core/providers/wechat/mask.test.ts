import {
  maskDigits,
  maskPhone,
  maskText,
} from '../../../../../cloudfunctions/core/providers/wechat/mask';

it.each([
  ['10012345678', '100****5678'],
  ['+8610012345678', '+861******5678'],
  ['02012345678', '020****5678'],
  ['95338', '***38'],
  ['1234567', '*****67'],
  ['137****0002', '137****0002'],
  ['137-****-0002', '137-****-0002'],
  ['+86 137xxxx0002', '+** ***xxxx**02'],
  ['1234567*', '*****67*'],
  ['137*0002', '******02'],
  ['100*2345678', '*********78'],
  ['10012345678xx8899', '100********xx8899'],
  ['10012345678,8899', '100****5678,****'],
  ['10012345678_1234', '100****5678_****'],
  ['10012345678,8#9', '100****5678,*#*'],
  ['10012345678x9', '100****5678x*'],
  ['10012345678转9', '100****5678转*'],
  ['010-12345678', '010-****5678'],
  ['100-1234-5678', '100-****-5678'],
  ['100 1234  5678', '100 ****  5678'],
  ['100·1234·5678', '100·****·5678'],
  ['+86 100 1234 5678', '+86 1** **** 5678'],
  ['(010) 1234-5678', '(010) ****-5678'],
  ['400-123-4567', '***-***-**67'],
  ['１００１２３４５６７８', '１００****５６７８'],
  ['١٠٠١٢٣٤٥٦٧٨', '١٠٠****٥٦٧٨'],

  ['一三八零〇一二三四五六', '一三八****三四五六'],
])('maskPhone %s leaves the cloud as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

describe('a number that its delivery company has masked', () => {
  it.each([
    ...['137******2', '137＊＊＊＊0002', '137xxxx0002', '137XXXX0002', '137ｘｘｘｘ0002'],
    ...['137••••0002', '137●●●●0002', '137····0002', '137----0002', '137————0002', '137____0002'],
    ...['137####0002', '137....0002', '137…0002', '137××××0002'],
  ])('%s is left as it is', (phone) => {
    expect(maskPhone(phone)).toBe(phone);
  });
});

describe('maskedDigits', () => {
  it('masks runs of 7 digits or more, and leaves codes alone', () => {
    expect(maskDigits('联系 100-1234-5678，１００ １２３４ ５６７８')).toBe(
      '联系 100-****-5678，１００ **** ５６７８',
    );
    expect(maskDigits('联系 10012345678 或 1234567，错误 2005')).toBe(
      '联系 100****5678 或 *****67，错误 2005',
    );
  });

  it.each([
    ['联系①③⑧⓪⓪①②③④⑤⑥', '联系①③⑧****③④⑤⑥'],
    ['联系⑴⑶⑻⑴⑴⑴⑵⑶⑷⑸⑹', '联系⑴⑶⑻****⑶⑷⑸⑹'],
    ['联系❶❸❽❶❶❶❷❸❹❺❻', '联系❶❸❽****❸❹❺❻'],
    ['联系一三八〇零一二三四五六', '联系一三八****三四五六'],
    ['联系壹叁捌零零壹贰叁肆伍陆', '联系壹叁捌****叁肆伍陆'],
    ['联系幺三八两零幺二三四五六', '联系幺三八****三四五六'],
    ['联系1三⑧零0①2三④五6', '联系1三⑧****三④五6'],
    ['联系⑬⑧⑫⑬⑭⑮', '联系⑬⑧**⑭⑮'],
  ])('masks a number in other numerals: %s', (text, masked) => {
    expect(maskDigits(text)).toBe(masked);
  });

  it('leaves names and dates in Chinese numerals alone', () => {
    for (const text of ['张三', '二零二六年五月', '三一重工第九区', '⑩号楼二〇一室'])
      expect(maskDigits(text)).toBe(text);
  });
});

describe('shownText', () => {
  it('removes what cannot be seen, and what turns a text round', () => {
    expect(maskText('陈\u0000师\u202E傅\u200B', 40)).toBe('陈师傅');
    expect(maskText('电话\n在\t配送单上', 40)).toBe('电话 在 配送单上');
  });

  it('masks a number whatever unseen characters stand between its digits', () => {
    for (const between of ['\u200B'.repeat(9), '\u3164', '\u2066\u2069', '\uFFA0', ' '.repeat(9)])
      expect(maskText(Array.from('10012345678').join(between), 400)).not.toMatch(/4.*5.*6.*7/);
  });

  it('cuts a text before it masks it', () => {
    expect(maskText('单'.repeat(50), 40)).toBe(`${'单'.repeat(40)}…`);
  });
});
