/** Matches comments, string literals (with a `require(` before them) and `.constructor`. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(\brequire\s*\(\s*)?('(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*")|\.constructor\b/g;

/** Matches a backslash that starts no escape. WXS keeps it: `'\d'` has two characters. */
const UNKNOWN_ESCAPE = /\\(?![nrtbfv0xu'"\\\r\n])/g;

/**
 * Turns WXS into equivalent JavaScript: `x.constructor` is a string ("Array"), `'\d'` keeps its
 * backslash, and paths of required modules lose `.wxs`. Line numbers do not change.
 * {@link WXS_PRELUDE} defines `getRegExp` and `getDate`.
 */
export function wxsToJavaScript(source: string): string {
  return source.replace(TOKENS, (token, required: string | undefined, text: string | undefined) => {
    if (token === '.constructor') return '[wxsConstructor]';
    if (text === undefined) return token;
    const kept = text.replace(/\\[\s\S]/g, (escape) => escape.replace(UNKNOWN_ESCAPE, '\\\\'));
    return required === undefined ? kept : required + kept.replace(/\.wxs(['"])$/, '$1');
  });
}

/** Globals of compiled WXS. A symbol is used, so that `constructor` stays as it is elsewhere. */
export const WXS_PRELUDE = `
const wxsConstructor = Symbol('WXS constructor');
Object.defineProperty(Object.prototype, wxsConstructor, {
  get() { return Object.prototype.toString.call(this).slice(8, -1); },
});
const getRegExp = (pattern, flags) => new RegExp(pattern, flags);
const getDate = (...parts) => new Date(...parts);
`;
