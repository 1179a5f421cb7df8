import { phoneSelector } from '../../../dev/phone/selectors';

const plain = { scope: null, page: null, theme: null };

describe('WXSS selectors on the local phone', () => {
  it('names built-in tags as they stand in the document', () => {
    expect(phoneSelector('page', plain)).toBe('wx-page');
    expect(phoneSelector('view > text', plain)).toBe('wx-view>wx-text');
  });

  it("prefixes a component's classes, and :host is its own element", () => {
    const context = { ...plain, scope: 'card' };
    expect(phoneSelector('.a.b:active', context)).toBe('.card--a.card--b:active');
    expect(phoneSelector(':host', context)).toBe("[wx-host='card']");
  });

  it('finds ids behind the prefix of their component, at the weight of an id', () => {
    expect(phoneSelector('#map', plain)).toBe(":is([id$='--map'], #map)");
  });

  it("holds a page's rules to that page, every one of a list, at no weight", () => {
    expect(phoneSelector('.a, .b', { ...plain, page: 'pages/a/a' })).toBe(
      ":where([data-route='pages/a/a']) .a,:where([data-route='pages/a/a']) .b",
    );
  });

  it('puts a condition on the theme before the rule', () => {
    expect(phoneSelector('page', { ...plain, theme: 'dark' })).toBe(
      ":where([data-theme='dark']) wx-page",
    );
  });
});
