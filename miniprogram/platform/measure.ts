/** Error (px) in measuring a tag that moves. It must not look like a change of the tag's height. */
const NOISE_PX = 0.01;

/** Measures heights of a component's tags (null: the page's) in whole px; 0 without a tag. */
export function heightsOf(
  component: WechatMiniprogram.Component.TrivialInstance | null,
  selectors: readonly string[],
): Promise<readonly number[]> {
  const query = (component ?? wx).createSelectorQuery();
  return new Promise((resolve) => {
    selectors.forEach((selector) => query.select(selector).boundingClientRect());
    query.exec((boxes: readonly ({ readonly height: number } | null)[]) => {
      resolve(boxes.map((box) => Math.ceil(Math.max(0, (box?.height ?? 0) - NOISE_PX))));
    });
  });
}
