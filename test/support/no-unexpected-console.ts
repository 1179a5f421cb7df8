/** Warnings and errors on the console. They fail the test, unless it spies on console itself. */
const heard: string[] = [];

function listen(level: 'warn' | 'error'): void {
  // eslint-disable-next-line no-console -- this is what listens to it
  console[level] = (...words: unknown[]) => {
    heard.push(`console.${level}: ${words.map(String).join(' ')}`);
  };
}

function check(): void {
  const said = heard.splice(0);
  if (said.length > 0) throw new Error(`Unexpected on the console:\n${said.join('\n')}`);
}

// Begins at once, to hear imports and beforeAll, too.
listen('warn');
listen('error');

beforeEach(() => {
  // A test may have replaced them.
  listen('warn');
  listen('error');
});

afterEach(check);
afterAll(check);
