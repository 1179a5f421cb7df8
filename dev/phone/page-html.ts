import { problemLine, type Problem } from './problem';

/** Returns index.html with the phone or, if there are problems, their list. No script is inline. */
export function pageHtml(problems: readonly Problem[]): string {
  const scripts = problems.length > 0 ? '' : SCRIPTS;
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>骑手在哪 · 本机手机</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="fonts/noto-sans-sc.css" />
    <link rel="stylesheet" href="phone.css" />
    <link rel="stylesheet" href="app.css" />${scripts}
  </head>
  <body>${problems.length > 0 ? problemList(problems) : ''}</body>
</html>
`;
}

const SCRIPTS = `
    <script defer src="runtime.js"></script>
    <script defer src="app.js"></script>`;

function problemList(problems: readonly Problem[]): string {
  const items = problems.map((problem) => `<li>${escapeHtml(problemLine(problem))}</li>`);
  return `
    <main class="phone-build-problems">
      <h1>小程序没有编译成功</h1>
      <ul>${items.join('')}</ul>
      <p>改好后刷新本页。</p>
    </main>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
