/** Element lists as the browser room prints them, without the centres. */
export const LOGIN = `e2 link "Lamp & Wire"
e4 link "Cart (2)"
e5 heading "Welcome back"
e10 textbox "Username"
e11 textbox "Password" empty
e12 checkbox "Remember me"
e13 button "Log in"
e14 link "Forgot password?"
e15 textbox "Newsletter email"`;

export const SHOP = `e1 link "Cart (2)"
e2 link "Log out"
e3 searchbox "Search the shop"
e4 combobox "Sort by" value="Name" options="Name|Price|Newest"
e5 heading "Hello, Alice"
e6 listitem "Desk lamp Otto 12.00 € Add to cart"
  e7 link "Desk lamp Otto"
  e8 button "Add to cart"
e9 listitem "Wall lamp Uno 22.00 € Add to cart"
  e10 link "Wall lamp Uno"
  e11 button "Add to cart"
e12 paragraph "Subtotal: 30.00 €"
e13 paragraph "Total: 34.00 €"`;

export const ORDERS = `e1 heading "Orders"
e2 table "Orders"
  e3 row "Order Customer Total"
  e4 row "1042 Bob 12.00 Edit Delete"
    e5 button "Edit"
    e6 button "Delete"
  e7 row "10421 Ann 1042.00 Edit Delete"
    e8 button "Edit"
    e9 button "Delete"`;

export const PROFILE = `e1 heading "Profile"
e2 textbox "First name" value="Alice"
e3 textbox "Last name"
e4 textbox "E-mail address" value="alice@shop.test"
e5 combobox "Country" value="France" options="France|Spain|Germany"
e6 group "Delivery"
  e7 radio "Standard" checked
  e8 radio "Express"
e9 checkbox "Newsletter"
e10 textbox "Date of birth"
e11 button "Avatar"
e12 spinbutton "Quantity" value="1"
e13 button "Save"
e14 button "Delete"`;
