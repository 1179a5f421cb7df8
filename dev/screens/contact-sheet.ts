import type { Shot } from './take';

/** One page with all pictures, a row for each scene, and what was found below them. */
export function contactSheet(shots: readonly Shot[], report: readonly string[]): string {
  const scenes = [...new Set(shots.map(({ scene }) => scene))];
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Screens</title>
    <style>
      body { margin: 24px; background: #8a919c; font: 14px/1.5 sans-serif; }
      section { margin-bottom: 32px; }
      .row { display: flex; align-items: flex-start; gap: 16px; overflow-x: auto; }
      figure { flex: none; margin: 0; }
      img { display: block; max-height: 560px; border-radius: 8px; }
      pre { padding: 16px; background: #fff; white-space: pre-wrap; }
    </style>
  </head>
  <body>
    <h1>Screens</h1>
${scenes.map((scene) => row(scene, shots)).join('\n')}
    <h2>Findings</h2>
    <pre>${escaped(report.length === 0 ? 'none' : report.join('\n'))}</pre>
  </body>
</html>
`;
}

function row(scene: string, shots: readonly Shot[]): string {
  const figures = shots
    .filter((shot) => shot.scene === scene)
    .map((shot) => {
      const file = pictureName(shot);
      const count = shot.findings.length;
      const found = count === 0 ? '' : ` · ${count} found`;
      return `        <figure><a href="${file}"><img src="${file}" alt="" loading="lazy" /></a><figcaption>${escaped(shot.layout + found)}</figcaption></figure>`;
    });
  return `    <section>
      <h2>${escaped(scene)}</h2>
      <div class="row">
${figures.join('\n')}
      </div>
    </section>`;
}

export function pictureName({ scene, layout }: Shot): string {
  return `${scene}--${layout}.png`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
