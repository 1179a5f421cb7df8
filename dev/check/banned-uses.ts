import { type Problem, lineOf, sourceFiles } from './source';
import { withoutComments } from './wxml';

interface Ban {
  readonly endings: readonly string[];
  /** Matches the banned code. The message quotes the match. */
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Bans that ESLint cannot check. ESLint bans deprecated APIs, `console`, and `wx` by folder. */
const BANS: readonly Ban[] = [
  {
    endings: ['.ts', '.js'],
    pattern:
      /\bwx\.(?:get(?:Fuzzy)?Location|(?:start|on)Location\w+|choose(?:Location|Poi|Address|Contact|InvoiceTitle)|getWeRunData|getClipboardData|getUserProfile|getUserInfo|startRecord|getRecorderManager|addPhoneContact)\b/g,
    reason: 'personal data that the privacy guide does not declare; WeChat refuses the call',
  },
  {
    endings: ['.ts', '.js'],
    pattern: /\bwx\.(?:request|connectSocket|uploadFile|downloadFile)\b/g,
    reason: 'the phone asks cloud functions only: a server of its own would need a listed domain',
  },
  {
    endings: ['.ts', '.js', '.wxs'],
    pattern: /\beval\(|\bnew Function\(|\bimport\(/g,
    reason: 'WeChat runs no code that comes as text, and loads no modules late',
  },
  {
    endings: ['.wxml'],
    pattern:
      /<(?:open-data|web-view|official-account|ad|ad-custom|camera|live-pusher|voip-room)\b/g,
    reason: 'personal data, advertising or pages from elsewhere: nothing that this product shows',
  },
  {
    endings: ['.wxml'],
    pattern: /\bshow-location(?!\s*=\s*["']\{\{\s*false\s*\}\}["'])(?![\w-])/g,
    reason: 'asks for the place of whoever holds the phone, which the product has no use for',
  },
  {
    endings: ['.wxml'],
    pattern: /\bopen-type\s*=\s*["'](?:get(?:Realtime)?PhoneNumber|getUserInfo|chooseAvatar)["']/g,
    reason: 'personal data that the privacy guide does not declare',
  },
  {
    endings: ['.wxml', '.wxss'],
    pattern: /(?<=\bsrc\s*=\s*["']|url\(\s*["']?)(?:https?:)?\/\/[^"')]+/g,
    reason: 'comes from afar: nothing on a page waits for somebody else’s server',
  },
  {
    endings: ['.wxml'],
    pattern: /\bmodel:[\w-]+(?=\s*=)|\bmut-bind:?\w+(?=\s*=)/g,
    reason: 'WeChat’s classic framework and glass-easel have differed in it on phones',
  },
  {
    endings: ['.json'],
    pattern: /"(?:componentFramework|glassEaselWebview)"(?=\s*:)/g,
    reason: 'phones run the classic framework best today (dev/phone/README.md)',
  },
  {
    endings: ['.json'],
    pattern:
      /"(?:requiredPrivateInfos|permission|requiredBackgroundModes|plugins|debug)"(?=\s*:)|"style"\s*:\s*"v2"/g,
    reason: 'a right, a plug-in or a mode that the product does without',
  },
];

export function bannedUses(folder: string): readonly Problem[] {
  return BANS.flatMap(({ endings, pattern, reason }) =>
    sourceFiles(folder, endings).flatMap(({ file, text }) => {
      const bare = file.endsWith('.wxml') ? withoutComments(text) : withoutScriptComments(text);
      return [...bare.matchAll(pattern)].map(({ 0: found, index }) => ({
        file,
        line: lineOf(bare, index),
        message: `${found} is banned: ${reason}`,
      }));
    }),
  );
}

/** Replaces comments by spaces, because they may name banned APIs. Keeps the `//` in URLs. */
function withoutScriptComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|(?<![:"'])\/\/[^\n]*/g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
}
