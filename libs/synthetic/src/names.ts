import type { Random } from './random.js';

interface Community {
  readonly family: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const ENGLISH: Community = {
  family: words(`Adcock Allen Armston Ashby Atkins Bailey Baker Barker Barnes Beale Bennett Berridge
    Billings Birch Blackwell Bloxham Booth Bradshaw Brewin Briggs Broughton Brown Burdett Burton
    Butcher Carter Chambers Chapman Clarke Clay Coleman Collins Cooper Cox Dalby Davies Dawson Dexter
    Dixon Draycott Dunkley Eames Edwards Ellis Evans Everard Fisher Fletcher Foster Fox Freer Freestone
    Gamble Gardner Gibson Goddard Goodman Green Gregory Hall Harris Harrison Hill Hinckley Holmes
    Holyoak Hubbard Hughes Hunt Jackson Jarvis Johnson Jones Kemp King Kirby Knight Lee Lewis Lovett
    Marlow Marshall Martin Measures Mitchell Moore Morris Neal Newton Norman Oldham Orton Palmer
    Parker Pearson Perkins Phillips Pickering Pollard Porter Potter Pratt Price Quilter Read Richards
    Roberts Robinson Rowley Russell Sanders Saunders Sharpe Shaw Shipman Simpson Smith Smyth Spencer
    Squires Stevenson Stokes Storer Swift Taylor Thompson Thornton Toon Turner Underwood Vann Wagstaff
    Walker Ward Warner Watts Webb Wheatley White Whitmore Wilkins Williams Wilson Wood Woodward Wright
    Yates Young`),
  female: words(`Margaret Jean Dorothy Barbara Patricia Sheila Joan Brenda Maureen Pauline Christine
    Susan Linda Carol Janet Ann Gillian Jacqueline Julie Karen Tracey Sarah Emma Rachel Hannah Beryl
    Doreen Edith Hilda Ivy Joyce Kathleen Lesley Marjorie Nora Olive Rita Sylvia Valerie Wendy`),
  male: words(`John David Peter Michael Brian Alan Roy Derek Kenneth Raymond Ronald Dennis Keith Barry
    Terence Graham Trevor Malcolm Geoffrey Colin Roger Stephen Ian Paul Mark Andrew Kevin Gary Adrian
    Neil Arthur Bernard Cyril Donald Eric Frank George Harold Leonard Norman Stanley Walter`),
};

const SOUTH_ASIAN: Community = {
  family: words(`Patel Patil Shah Mistry Chauhan Chohan Solanki Parmar Desai Joshi Mehta Modi Gohil
    Rathod Vaghela Lakhani Thakrar Kotecha Pabari Raval Sodha Popat Vadher Makwana Jethwa Bhatt
    Odedra Singh Kaur Gill Sandhu Dhillon Sidhu Grewal Bains Johal Khan Hussain Ahmed Ali Begum Malik
    Iqbal Mahmood Akhtar Miah Chowdhury Uddin Rahman Islam Pathan Vohra Bhamji Lorgat Motala
    Fernandes DSouza Nair Thomas Kurian Perera`),
  female:
    words(`Pushpa Kanta Savita Manjula Hansa Jyoti Nirmala Usha Kokila Ranjan Sharda Ramila Bhavna
    Jaswinder Harbhajan Gurmeet Surinder Balbir Fatima Amina Khadija Zainab Shabana Nasreen Rukhsana
    Halima Sakina Priya Anita Meena Sunita Deepa Lakshmi Mary Rosa`),
  male: words(`Ramesh Suresh Mahesh Dinesh Jayantilal Kantilal Harish Vinod Bharat Kishor Natwarlal
    Arvind Pravin Ashok Rajesh Gurdial Mohinder Avtar Balwant Harjit Sukhdev Mohammed Abdul Yusuf Ismail
    Ibrahim Imran Tariq Rafiq Salim Anwar Dilip Prakash Joseph Anthony`),
};

const AFRICAN_AND_CARIBBEAN: Community = {
  family:
    words(`Abdi Mohamed Farah Hassan Warsame Jama Osman Nur Ncube Moyo Dube Sibanda Ndlovu Okafor
    Adeyemi Eze Balogun Mensah Boateng Owusu Campbell Gordon Grant Francis Joseph Henry Lindo Pinnock
    Tesfaye Kamara`),
  female:
    words(`Hodan Asha Ifrah Amina Sahra Nomsa Thandiwe Grace Comfort Abena Ama Ngozi Chioma Hyacinth
    Merlene Gloria Beverley Marcia Icilda Esther`),
  male: words(`Abdullahi Ahmed Omar Yusuf Mahad Tendai Themba Farai Emeka Chidi Kwame Kofi Samuel Winston
    Clive Errol Desmond Leroy Emmanuel Dawit`),
};

const EASTERN_EUROPEAN: Community = {
  family: words(`Nowak Kowalski Wisniewski Lewandowski Zielinski Kaminski Mazur Wojcik Dabrowski
    Kozlowski Petrov Ivanov Popescu Ionescu Kazlauskas Jankauskas Berzins Horvath Szabo Melnyk
    Kovalenko Shevchenko`),
  female:
    words(`Anna Maria Katarzyna Elzbieta Halina Zofia Irena Jadwiga Elena Oksana Ruta Ilze Ildiko
    Daniela Svetlana`),
  male: words(`Jan Stanislaw Andrzej Jozef Tadeusz Zbigniew Marek Piotr Ivan Vasile Jonas Andris Laszlo
    Mykola Oleh`),
};

const CHINESE_AND_OTHERS: Community = {
  family: words(`Chan Wong Cheung Lam Leung Nguyen Tran Aziz Haddad Rezaei Karimi Santos Reyes Silva
    Costa Murphy Kelly Byrne Doyle Ryan Macdonald Stewart`),
  female: words(`Mei Ling Siu Lan Thi Leila Parvin Rosario Bridget Eileen Moira Teresa Fiona`),
  male: words(`Wai Kwok Minh Hamid Reza Jose Carlos Patrick Sean Declan Liam Hamish Alasdair`),
};

const COMMUNITIES: readonly (readonly [Community, number])[] = [
  [ENGLISH, 62],
  [SOUTH_ASIAN, 24],
  [AFRICAN_AND_CARIBBEAN, 5],
  [EASTERN_EUROPEAN, 5],
  [CHINESE_AND_OTHERS, 4],
];

export interface Name {
  readonly familyName: string;
  readonly givenName: string;
  readonly sex: 'female' | 'male';
}

/** A name as it could be heard on a ward in Leicester; it belongs to nobody. */
export function nameFrom(random: Random): Name {
  const community = random.weighted(COMMUNITIES);
  const sex = random.chance(0.52) ? 'female' : 'male';
  return { familyName: random.pick(community.family), givenName: random.pick(community[sex]), sex };
}

/** Invented consultants, by family name. */
export const CONSULTANTS =
  words(`Arkwright Bellweather Carmichael Dunmore Eastgate Fairbairn Gathercole Heathcote
  Inglewood Jessop Kilbride Langstaff Merriweather Northcott Oakshott Pemberton Quested Rookwood
  Silverdale Thistlewood`);
