// Tells the page around the frame how high this one is, so that no scrollbar is needed. Which pages may stand
// around it is the server's to say; a height is no secret, so any of them may hear it.
const tell = () => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height) parent.postMessage({ keikaku: "height", height }, "*");
};
if (parent !== window) {
  new ResizeObserver(tell).observe(document.body);
  tell();
}
