// Passkeys need the browser's help: what they need stays hidden until we know that it gives it.
document.addEventListener("DOMContentLoaded", () => {
  const where = document.querySelectorAll("[data-needs-passkeys]");
  const instead = document.querySelectorAll("[data-without-passkeys]");
  const known = "PublicKeyCredential" in window;
  where.forEach((part) => (part.hidden = !known));
  instead.forEach((part) => (part.hidden = known));
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-failed]").forEach((part) => (part.hidden = false));
});
