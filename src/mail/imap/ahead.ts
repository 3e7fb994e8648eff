// One step ahead of whoever reads: the next value is on its way while this one is used. One, never more, so that a slow
// reader holds no more than two.

export async function* ahead<T>(values: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  let next = begin(values);
  try {
    for (let now = await next; !now.done; now = await next) {
      next = begin(values);
      yield now.value;
    }
  } finally {
    // What is still on its way is nobody's any more.
    await values.return();
  }
}

/** A failure is heard by whoever asks for the value; until then it is nobody's fault to have left it alone. */
function begin<T>(values: AsyncGenerator<T, void>): Promise<IteratorResult<T, void>> {
  const next = values.next();
  next.catch(() => {});
  return next;
}
