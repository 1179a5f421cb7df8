/** The two things that WXS means differently; comments and strings, which stay as they are. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(\brequire\s*\(\s*)?('(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*")|\.constructor\b/g;

/** Before a character that makes no escape in WXS the backslash stays: `'\d'` is two. */
const UNKNOWN_ESCAPE = /\\(?![nrtbfv0xu'"\\\r\n])/g;

/**
 * Turns WXS into JavaScript that means the same: `x.constructor` is a string ("Array"), `'\d'`
 * keeps its backslash, and a required module is named without its suffix, as the template compiler
 * names modules. Line numbers stay. `getRegExp` and `getDate` are given by {@link WXS_PRELUDE}.
 */
export function wxsToJavaScript(source: string): string {
  return source.replace(TOKENS, (token, required: string | undefined, text: string | undefined) => {
    if (token === '.constructor') return '[wxsConstructor]';
    if (text === undefined) return token;
    const kept = text.replace(/\\[\s\S]/g, (escape) => escape.replace(UNKNOWN_ESCAPE, '\\\\'));
    return required === undefined ? kept : required + kept.replace(/\.wxs(['"])$/, '$1');
  });
}

/** What compiled WXS finds around it. The symbol leaves `x.constructor` of all else alone. */
export const WXS_PRELUDE = `
const wxsConstructor = Symbol('WXS constructor');
Object.defineProperty(Object.prototype, wxsConstructor, {
  get() { return Object.prototype.toString.call(this).slice(8, -1); },
});
const getRegExp = (pattern, flags) => new RegExp(pattern, flags);
const getDate = (...parts) => new Date(...parts);
`;
