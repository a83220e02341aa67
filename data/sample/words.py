"""The words that invented people and companies are named with."""


def several(text: str) -> list[str]:
    return text.split()


FIRST_NAMES = several(
    """
    Aaliyah Adam Adriana Aiko Alejandro Alice Amina Andre Anh Anika Anton Arjun Ayesha Beatriz Ben
    Bianca Camille Carlos Carmen Chen Chidi Chloé Claire Daniel Deepa Diego Ebony Elena Emeka Emily Erik
    Esther Fatima Felix Fiona Gabriel Gita Hana Hassan Hugo Imani Ines Isaac Ivy Jamal James Javier Jin
    Joana Jorge José Julia Kamal Karen Kenji Kofi Laila Lars Leah Leila Linh Lucía Maeve Malik Marcus
    Maria Marta Mateo Mei Miguel Mira Mohamed Nadia Naomi Nia Nikhil Nina Olga Omar Paula Peter Quinn
    Rafael Rania Rebecca Rosa Ruth Sam Sanjay Sara Sergio Sofia Soren Stella Tariq Teresa Theo Uma
    Victor Wei Yara Yusuf Zoë
    """
)

LAST_NAMES = several(
    """
    Abara Ahmed Alvarez Andersen Bailey Baptiste Barros Becker Bhatt Boateng Brennan Brooks Byrne
    Calloway Castillo Chaudhry Cho Choi Cohen Costa Dang Dasgupta Delgado Diallo Dominguez Doyle Duarte
    Eriksen Estrada Farouk Fischer Fletcher Fofanah Fontaine Fujita Gallagher García Gibson Goldman
    Greer Gupta Haddad Halvorsen Hansen Hayashi Hernández Hoang Holloway Hussain Ibarra Iyer Jackson
    Jansen Jimenez Joshi Kaplan Kaur Keita Keller Khan Kim Kowalczyk Lam Larsson Lawson Levy Lindgren
    Lopez Mahmoud Mbeki Medina Mehta Mendes Mercer Molina Moreau Morgan Müller Murphy Nakamura Ndiaye
    Nguyen Novak Núñez Nwosu O'Brien O'Dell Ochoa Olsen Ortega Owusu Park Patel Pereira Petrov Pham
    Quiroga Ramos Reddy Reyes Rossi Sandoval Santos Sato Schultz Shah Silva Singh Stein Suarez Tanaka
    Tran Turner Vargas Vaughn Volkov Walsh Watanabe Weber Whitaker Wong Yang Yilmaz Young Zamora Zhang
    """
)

# Two words and a trade make a company: "Alder Creek Bakery".
COMPANY_FIRST = several(
    """
    Alder Amber Anchor Aspen Badger Bayou Beacon Birch Bluebell Bramble Brass Briar Bright Cedar Chalk
    Cinder Clover Cobble Copper Coral Cotton Crescent Cypress Daybreak Driftwood Dune Eastfield Elder
    Ember Fern Flint Foxglove Garnet Glen Golden Granite Gravel Hazel Heron Hickory Hollow Indigo Iron
    Ivory Juniper Kestrel Lantern Larch Lilac Linden Lupine Magnolia Maple Marigold Meadow Mesa
    Millstone Mossy Nettle Oak Ochre Olive Opal Orchard Osprey Otter Pebble Pine Plover Poppy Prairie
    Quail Quarry Quince Raven Redwood River Robin Rowan Saffron Sage Sandpiper Saltmarsh Sedge Silver
    Slate Sparrow Spruce Stone Sumac Swallow Thistle Timber Tulip Violet Walnut Willow Winter Wren
    """
)

COMPANY_SECOND = several(
    """
    Bay Bend Bridge Brook Canyon Corner Cove Creek Crossing Dale Ferry Field Ford Gate Grove Harbor Hill
    Lake Lane Ledge Meadow Mill Park Point Pond Ridge Rock Row Spring Street Trail Valley View Wharf
    """
)

TRADES = {
    "Bakery": "Food & Beverage",
    "Brewing": "Food & Beverage",
    "Catering": "Hospitality",
    "Ceramics": "Manufacturing",
    "Coffee": "Food & Beverage",
    "Creamery": "Food & Beverage",
    "Distribution": "Transportation",
    "Farms": "Agriculture",
    "Foods": "Food & Beverage",
    "Furniture": "Manufacturing",
    "Grocers": "Retail",
    "Hardware": "Retail",
    "Home Goods": "Retail",
    "Instruments": "Manufacturing",
    "Kitchens": "Hospitality",
    "Labs": "Healthcare",
    "Logistics": "Transportation",
    "Markets": "Retail",
    "Nursery": "Agriculture",
    "Optical": "Healthcare",
    "Outfitters": "Retail",
    "Paper": "Manufacturing",
    "Pharmacy": "Healthcare",
    "Printing": "Manufacturing",
    "Produce": "Agriculture",
    "Provisions": "Food & Beverage",
    "Roasters": "Food & Beverage",
    "Seafood": "Food & Beverage",
    "Soap Works": "Manufacturing",
    "Toys": "Retail",
    "Vineyards": "Agriculture",
    "Wellness": "Healthcare",
}

ENDINGS = ["", "", "", "", "", "", " Co.", " LLC", " Inc.", " Group"]

TOWNS = (
    ("Albany", "NY"),
    ("Allentown", "PA"),
    ("Baltimore", "MD"),
    ("Buffalo", "NY"),
    ("Charlotte", "NC"),
    ("Cleveland", "OH"),
    ("Columbus", "OH"),
    ("Dayton", "OH"),
    ("Durham", "NC"),
    ("Erie", "PA"),
    ("Hartford", "CT"),
    ("Knoxville", "TN"),
    ("Lowell", "MA"),
    ("Newark", "NJ"),
    ("Norfolk", "VA"),
    ("Pittsburgh", "PA"),
    ("Portland", "ME"),
    ("Providence", "RI"),
    ("Richmond", "VA"),
    ("Rochester", "NY"),
    ("Scranton", "PA"),
    ("Toledo", "OH"),
    ("Trenton", "NJ"),
    ("Worcester", "MA"),
)

JOB_TITLES = (
    "Buyer",
    "Head of Purchasing",
    "Operations Manager",
    "Owner",
    "Plant Manager",
    "Procurement Lead",
    "Supply Manager",
    "VP, Operations",
    "Warehouse Manager",
)

PRODUCTS = (
    "Cold-chain liners",
    "Corrugated boxes",
    "Food trays",
    "Mailers",
    "Pallet wrap",
    "Shipping labels",
    "Stretch film",
    "Void fill",
)

# A company whose name holds what a program could mistake for a formula, a tag or a mark.
AWKWARD_LEADS = (
    "=Sum Design",
    'The "Corner" Pantry',
    "Ochoa, Reyes & Daughters",
    "-Minus Interiors",
    "@Hand Crafts",
    "# One Print Shop",
)
AWKWARD_ACCOUNTS = (
    "<b>Bold Bakery</b>",
    "*Star* Markets",
    "O'Dell & Sons Hardware",
    "Café São Bento",
    "Marsh, Pike & Lowe",
    "Fünfkirchen Optical",
)

VENDORS = (
    # name, months between bills, usual amount, terms in days, what it is
    ("Tallgrass Board Mills", 0.5, 11800, 30, "stock"),
    ("Ironbound Film & Foil", 0.5, 10900, 30, "stock"),
    ("Pinnacle Bay Resins", 0.5, 11400, 45, "stock"),
    ("Lakeshore Label Stock", 1, 7300, 30, "stock"),
    ("Cutler Adhesives", 1, 4900, 30, "stock"),
    ("Granby Corrugated", 0.5, 9600, 30, "stock"),
    ("Ambleside Import Partners", 1, 14500, 60, "stock"),
    ("Seven Hills Pallets", 0.5, 2900, 15, "stock"),
    ("Overland Freight Lines", 0.5, 4350, 15, "freight"),
    ("Keystone Parcel Exchange", 1, 2780, 15, "freight"),
    ("Bright Fork Lift Service", 1, 780, 30, "service"),
    ("Commonline Telecom", 1, 640, 15, "service"),
    ("Northern Current Electric", 1, 1870, 20, "service"),
    ("Clearwell Water Works", 2, 310, 20, "service"),
    ("Redbrick Insurance Brokers", 1, 3250, 15, "service"),
    ("Openledger Software", 1, 890, 30, "service"),
    ("Fieldstone CRM Subscription", 1, 1150, 30, "service"),
    ("Quickstep Temp Staffing", 1, 3600, 15, "service"),
    ("Whitlock & Hale CPAs", 3, 4200, 30, "service"),
    ("Parkway Fleet Leasing", 1, 2950, 20, "service"),
    ("Safe Harbor Security", 1, 430, 30, "service"),
    ("Tidy Floor Janitorial", 1, 720, 30, "service"),
    ("Signal Street Advertising", 1, 2400, 30, "service"),
    ("Expo North Trade Shows", 6, 8600, 45, "service"),
    ("Blue Pencil Design", 2, 1350, 30, "service"),
    ("Crosstown Waste", 1, 560, 30, "service"),
)
