/** Error (px) of a measurement while a tag moves. It must not look like a change of height. */
const MEASURING_ERROR_PX = 0.01;

/** Measures heights of tags in a component (null: in the page) in whole px; 0 for a missing tag. */
export function heightsOf(
  component: WechatMiniprogram.Component.TrivialInstance | null,
  selectors: readonly string[],
): Promise<readonly number[]> {
  const query = (component ?? wx).createSelectorQuery();
  return new Promise((resolve) => {
    selectors.forEach((selector) => query.select(selector).boundingClientRect());
    query.exec((boxes: readonly ({ readonly height: number } | null)[]) => {
      resolve(boxes.map((box) => Math.ceil(Math.max(0, (box?.height ?? 0) - MEASURING_ERROR_PX))));
    });
  });
}
