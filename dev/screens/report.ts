import type { Shot } from './take';

/** A line for each thing that was found, with all the places where it was. */
export function reportOf(shots: readonly Shot[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { scene, layout, findings } of shots) {
    for (const { check, selector, text, detail } of findings) {
      const what = `${check}: ${selector} “${text}” ${detail}`.trim();
      places.set(what, [...(places.get(what) ?? []), `${scene} ${layout}`]);
    }
  }
  return [...places].map(([what, where]) => `${what}  [${[...new Set(where)].join(', ')}]`);
}

/** One page with all pictures, a row for each scene, and what was found below them. */
export function contactSheet(shots: readonly Shot[], report: readonly string[]): string {
  const scenes = [...new Set(shots.map(({ scene }) => scene))];
  const row = (scene: string): string =>
    shots
      .filter((shot) => shot.scene === scene)
      .map(figure)
      .join('\n');
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Screens</title>
  <style>
    body { margin: 24px; background: #8a919c; font: 14px/1.5 sans-serif; }
    div { display: flex; gap: 16px; overflow-x: auto; }
    figure { flex: none; margin: 0; }
    img { max-height: 560px; }
    pre { padding: 16px; background: #fff; white-space: pre-wrap; }
  </style>
  ${scenes.map((scene) => `<h2>${scene}</h2>\n<div>\n${row(scene)}\n</div>`).join('\n')}
  <h2>Findings</h2>
  <pre>${(report.length === 0 ? 'none' : report.join('\n')).replaceAll('<', '&lt;')}</pre>
</html>
`;
}

function figure(shot: Shot): string {
  const file = pictureName(shot);
  const found = shot.findings.length === 0 ? '' : ` · ${shot.findings.length} found`;
  return `<figure>
  <a href="${file}"><img src="${file}" alt="" loading="lazy" /></a>
  <figcaption>${shot.layout}${found}</figcaption>
</figure>`;
}

export function pictureName({ scene, layout }: Shot): string {
  return `${scene}--${layout}.png`;
}
