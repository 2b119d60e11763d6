/** How pictures of the data are scaled. */

/** To be called when an image has loaded: small pictures show their pixels where they are enlarged, photographs are smoothed. */
export function scaleWell({ currentTarget }: Event): void {
  const image = currentTarget as HTMLImageElement;
  const enlarged = image.naturalWidth <= image.clientWidth && image.naturalHeight <= image.clientHeight;
  image.classList.toggle('enlarged', enlarged);
}
