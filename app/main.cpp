#include "app/command_line.hpp"

int main(int argc, char** argv) { return waymark::command_line(argc, argv); }
