/** A small shop in three screens, only there to be photographed. */
const CSS = `body{margin:0;font:16px/1.5 system-ui,"Liberation Sans",sans-serif;color:#1d2330;background:#faf8f4}
header{display:flex;gap:28px;align-items:center;padding:18px 48px;background:#20303c;color:#fff}header b{font-size:20px}header span{margin-left:auto}
main{padding:36px 48px;max-width:1100px}h1{margin:0 0 22px;font-size:30px}
label{display:block;margin:14px 0 4px}input{font:inherit;padding:9px 12px;width:320px;border:1px solid #b9bec7;border-radius:7px}
button{font:inherit;padding:10px 20px;border:0;border-radius:7px;background:#c8622c;color:#fff;font-weight:600}
form button{margin-top:22px;display:block}ul{list-style:none;padding:0;display:grid;grid-template-columns:repeat(3,1fr);gap:22px}
li{background:#fff;border:1px solid #e4dfd6;border-radius:12px;padding:20px}li i{display:block;height:150px;border-radius:8px;margin-bottom:14px;background:linear-gradient(150deg,#f6d9a8,#e9a25f)}
li:nth-child(2) i{background:linear-gradient(150deg,#cfe3dd,#7fb3a3)}li:nth-child(3) i{background:linear-gradient(150deg,#e2dcef,#a493c9)}li p{margin:4px 0 14px;color:#5d6675}
table{border-collapse:collapse;width:640px;background:#fff;border:1px solid #e4dfd6}td,th{padding:12px 16px;text-align:left;border-bottom:1px solid #eee7db}tfoot td{font-weight:700}`;

const page = (title: string, user: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title} · Lamp & Wire</title><style>${CSS}</style><header><b>Lamp &amp; Wire</b>Catalogue Orders Help<span>${user}</span></header><main><h1>${title}</h1>${body}</main></html>`;

export const LOGIN = page(
  'Log in',
  'Log in',
  '<form><label for="u">Username</label><input id="u"><label for="p">Password</label><input id="p" type="password"><button type="button">Log in</button></form>',
);

export const CATALOGUE = page(
  'Catalogue',
  'Hello, Alice',
  `<ul>${[
    ['Brass desk lamp', '€ 89.00'],
    ['Paper globe', '€ 24.50'],
    ['Oak floor lamp', '€ 149.00'],
  ]
    .map(
      ([name, price]) =>
        `<li aria-label="${name}"><i></i><b>${name}</b><p>${price}</p><button>Add to cart</button></li>`,
    )
    .join('')}</ul>`,
);

export const CART = page(
  'Your cart',
  'Hello, Alice · 1 item',
  `<table><thead><tr><th>Article<th>Price<th>Quantity</tr></thead><tbody><tr><td>Paper globe<td>€ 24.50<td>1</tr></tbody><tfoot><tr><td>Total<td data-testid="total" colspan="2">€ 49.00</tr></tfoot></table><p><button>Go to checkout</button></p>`,
);
